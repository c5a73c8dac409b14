"""Pools of believable names, each as (Arabic, Latin). Nobody and no cooperative of these is real."""

WOMEN = (
    ("فاطمة", "Fatima"), ("خديجة", "Khadija"), ("عائشة", "Aïcha"), ("زهرة", "Zahra"), ("نعيمة", "Naïma"),
    ("مليكة", "Malika"), ("حليمة", "Halima"), ("سعاد", "Souad"), ("إيطو", "Itto"), ("تودة", "Touda"),
    ("رقية", "Rqia"), ("السعدية", "Saâdia"), ("حنان", "Hanane"), ("لطيفة", "Latifa"), ("سميرة", "Samira"),
    ("كريمة", "Karima"), ("نزهة", "Nezha"), ("رشيدة", "Rachida"), ("مينة", "Mina"), ("بشرى", "Bouchra"),
    ("أمينة", "Amina"), ("وفاء", "Wafae"), ("سناء", "Sanae"), ("هند", "Hind"), ("ابتسام", "Ibtissam"),
    ("حفيظة", "Hafida"), ("ربيعة", "Rabia"), ("جميلة", "Jamila"), ("يامنة", "Yamna"), ("كلثوم", "Keltoum"),
)  # fmt: skip
MEN = (
    ("محمد", "Mohamed"), ("أحمد", "Ahmed"), ("حسن", "Hassan"), ("سعيد", "Saïd"), ("إبراهيم", "Brahim"),
    ("عبد الله", "Abdellah"), ("لحسن", "Lahcen"), ("موحى", "Moha"), ("عمر", "Omar"), ("يوسف", "Youssef"),
    ("رشيد", "Rachid"), ("مصطفى", "Mustapha"), ("عبد الرحيم", "Abderrahim"), ("خالد", "Khalid"),
    ("إدريس", "Driss"), ("حميد", "Hamid"), ("نور الدين", "Noureddine"), ("عزيز", "Aziz"), ("هشام", "Hicham"),
    ("ياسين", "Yassine"), ("أيوب", "Ayoub"), ("باسو", "Bassou"), ("علال", "Allal"), ("المختار", "El Mokhtar"),
)  # fmt: skip
FAMILIES = (
    ("أيت الحاج", "Aït El Haj"), ("أمهاوش", "Amhaouch"), ("أوحدو", "Ouhaddou"), ("الزياني", "Ziani"),
    ("العلوي", "Alaoui"), ("بنعلي", "Benali"), ("الإدريسي", "Idrissi"), ("أيت باسو", "Aït Bassou"),
    ("أوعلي", "Ouali"), ("المرابط", "El Mrabet"), ("بوزيان", "Bouziane"), ("الفيلالي", "Filali"),
    ("الحسني", "El Hassani"), ("أوموسى", "Oumoussa"), ("بنموسى", "Benmoussa"), ("الناصري", "Naciri"),
    ("الرامي", "Rami"), ("أيت علا", "Aït Alla"), ("العمراني", "Amrani"), ("الصفريوي", "Sefrioui"),
    ("المسفيوي", "Mesfioui"), ("بلقاسم", "Belkacem"), ("أوعسو", "Ouassou"), ("حمداوي", "Hamdaoui"),
    ("الشرقاوي", "Cherkaoui"), ("بوعزة", "Bouazza"), ("لمغاري", "Lamghari"), ("تيزنيتي", "Tiznati"),
    ("أزايكو", "Azaykou"), ("أكراز", "Agraz"), ("الكتاني", "Kettani"), ("بنسودة", "Bensouda"),
)  # fmt: skip

BASES = (
    ("الأمل", "Al Amal"), ("النور", "Annour"), ("البركة", "Al Baraka"), ("الوفاق", "Al Wifaq"),
    ("التضامن", "Attadamoun"), ("الخير", "Al Khair"), ("الفتح", "Al Fath"), ("النهضة", "Annahda"),
    ("تيفاوين", "Tifaouine"), ("تيزي", "Tizi"), ("أزطا", "Azetta"), ("تامونت", "Tamount"),
    ("إزوران", "Izorane"), ("تافوكت", "Tafoukt"), ("أنارز", "Anarouz"), ("تودرت", "Toudert"),
    ("الأطلس", "Atlas"), ("الربيع", "Arrabie"), ("السنابل", "Assanabil"), ("المنار", "Al Manar"),
    ("الزهور", "Azzohour"), ("اليسر", "Al Yousr"), ("الإخلاص", "Al Ikhlas"), ("المستقبل", "Al Moustaqbal"),
    ("أجيال", "Ajyal"), ("العين الزرقاء", "Aïn Zerqa"), ("أمود", "Amoud"), ("تيغرمت", "Tighremt"),
    ("الأصالة", "Al Assala"), ("الكرامة", "Al Karama"),
)  # fmt: skip
WOMEN_BASES = (
    ("نساء الأطلس", "Femmes de l'Atlas"), ("المرأة القروية", "La Femme rurale"),
    ("نساء المستقبل", "Femmes d'avenir"),
    ("بنات الجبل", "Filles de la montagne"), ("تاوادا", "Tawada"), ("تيمغارين", "Timgharine"),
    ("نساء زيان", "Femmes Zayane"), ("لالة عايشة", "Lalla Aïcha"), ("تيلي", "Tilelli"),
    ("يد في يد", "Main dans la main"),
)  # fmt: skip
TRADES = {
    "honey": ("للعسل", "pour le miel"),
    "oils": ("لزيت الزيتون", "pour l'huile d'olive"),
    "capers": ("للكبّار", "pour les câpres"),
    "couscous": ("للكسكس البلدي", "pour le couscous beldi"),
    "dairy": ("للأجبان", "pour les fromages"),
    "fruits": ("للفواكه المجففة", "pour les fruits secs"),
    "aromatic_plants": ("للنباتات العطرية والطبية", "pour les plantes aromatiques et médicinales"),
    "cosmetics": ("للتجميل الطبيعي", "pour la cosmétique naturelle"),
    "pottery": ("للخزف", "de poterie"),
    "weaving": ("للزربية", "de tissage"),
    "embroidery": ("للطرز والخياطة", "de broderie et couture"),
    "wood": ("لخشب الأرز", "du bois de cèdre"),
    "leather": ("للجلد", "du cuir"),
    "metal": ("للنحاس", "du cuivre"),
    "livestock": ("لتربية الماشية", "d'élevage"),
    "services": ("للخدمات", "de services"),
    "innovation": ("للابتكار الرقمي", "d'innovation numérique"),
}
PRODUCTS = {
    "honey": (
        ("عسل الزعتر", "Miel de thym", "250 غ", "250 g", 80, 140),
        ("عسل الخروب", "Miel de caroubier", "500 غ", "500 g", 90, 160),
        ("عسل متعدد الأزهار", "Miel toutes fleurs", "1 كلغ", "1 kg", 120, 220),
        ("أملو بالعسل", "Amlou au miel", "250 غ", "250 g", 50, 90),
        ("شمع النحل", "Cire d'abeille", "200 غ", "200 g", 30, 60),
    ),
    "oils": (
        ("زيت الزيتون البكر الممتازة", "Huile d'olive vierge extra", "1 لتر", "1 l", 70, 120),
        ("زيت الأركان", "Huile d'argan", "250 مل", "250 ml", 90, 160),
        ("زيتون مصبّر", "Olives en conserve", "500 غ", "500 g", 20, 35),
    ),
    "capers": (
        ("كبّار ممتاز بالخل", "Câpres fines au vinaigre", "200 غ", "200 g", 25, 45),
        ("كبّار بالملح", "Câpres au sel", "500 غ", "500 g", 35, 60),
        ("ثمار الكبّار", "Câprons", "300 غ", "300 g", 30, 50),
    ),
    "couscous": (
        ("كسكس القمح الصلب", "Couscous de blé dur", "1 كلغ", "1 kg", 18, 30),
        ("كسكس الشعير", "Couscous d'orge", "1 كلغ", "1 kg", 20, 35),
        ("بركوكش", "Berkoukech", "1 كلغ", "1 kg", 22, 38),
        ("شعرية بلدية", "Vermicelles beldi", "500 غ", "500 g", 15, 25),
    ),
    "dairy": (
        ("جبن الماعز الطري", "Fromage de chèvre frais", "150 غ", "150 g", 25, 45),
        ("زبدة بلدية", "Beurre beldi", "500 غ", "500 g", 45, 70),
        ("لبن", "Lben", "1 لتر", "1 l", 8, 14),
    ),
    "fruits": (
        ("تين مجفف", "Figues sèches", "1 كلغ", "1 kg", 40, 80),
        ("جوز الأطلس", "Noix de l'Atlas", "1 كلغ", "1 kg", 80, 130),
        ("مربى الكرز", "Confiture de cerises", "370 غ", "370 g", 30, 50),
        ("تمر المجهول", "Dattes mejhoul", "1 كلغ", "1 kg", 70, 140),
    ),
    "aromatic_plants": (
        ("زعتر مجفف", "Thym séché", "50 غ", "50 g", 12, 25),
        ("إكليل الجبل", "Romarin", "50 غ", "50 g", 10, 20),
        ("زيت الخزامى", "Huile essentielle de lavande", "10 مل", "10 ml", 60, 110),
        ("فليو", "Menthe pouliot", "50 غ", "50 g", 10, 18),
    ),
    "cosmetics": (
        ("صابون بلدي", "Savon beldi", "200 غ", "200 g", 25, 45),
        ("غاسول", "Ghassoul", "500 غ", "500 g", 20, 40),
        ("ماء الورد", "Eau de rose", "250 مل", "250 ml", 30, 60),
        ("مرهم العسل", "Baume au miel", "50 مل", "50 ml", 40, 75),
    ),
    "pottery": (
        ("طاجين مزخرف", "Tajine décoré", "قطعة", "pièce", 60, 250),
        ("مزهرية زرقاء", "Vase bleu de Safi", "قطعة", "pièce", 120, 600),
        ("طقم صحون", "Service d'assiettes", "6 قطع", "6 pièces", 180, 480),
        ("قنديل", "Bougeoir", "قطعة", "pièce", 35, 90),
    ),
    "weaving": (
        ("زربية زيان", "Tapis zayane", "متر مربع", "m²", 600, 1800),
        ("حنبل", "Hanbel", "قطعة", "pièce", 350, 1200),
        ("وسادة منسوجة", "Coussin tissé", "قطعة", "pièce", 90, 220),
        ("شال من الصوف", "Châle en laine", "قطعة", "pièce", 150, 350),
    ),
    "embroidery": (
        ("قفطان مطرز", "Caftan brodé", "قطعة", "pièce", 700, 2500),
        ("مفرش بالطرز الفاسي", "Nappe en broderie de Fès", "قطعة", "pièce", 400, 1500),
        ("جلابة", "Djellaba", "قطعة", "pièce", 350, 900),
    ),
    "wood": (
        ("صندوق من الأرز", "Coffret en cèdre", "قطعة", "pièce", 120, 400),
        ("ملاعق خشبية", "Cuillères en bois", "4 قطع", "4 pièces", 40, 80),
        ("كرسي منقوش", "Tabouret sculpté", "قطعة", "pièce", 250, 600),
    ),
    "leather": (
        ("بلغة", "Babouches", "زوج", "paire", 80, 220),
        ("حقيبة يد", "Sac à main", "قطعة", "pièce", 200, 500),
        ("حزام", "Ceinture", "قطعة", "pièce", 70, 150),
    ),
    "metal": (
        ("صينية نحاسية", "Plateau en cuivre", "قطعة", "pièce", 250, 900),
        ("فانوس", "Lanterne", "قطعة", "pièce", 120, 450),
        ("براد", "Théière", "قطعة", "pièce", 150, 380),
    ),
    "livestock": (
        ("دجاج بلدي", "Poulet beldi", "كلغ", "kg", 45, 70),
        ("بيض بلدي", "Œufs beldi", "30 بيضة", "30 œufs", 45, 65),
        ("لحم الماعز", "Viande caprine", "كلغ", "kg", 80, 110),
    ),
    "services": (
        ("رحلة في الجبل", "Randonnée guidée", "يوم", "jour", 200, 500),
        ("مبيت في دار الضيافة", "Nuit en gîte", "ليلة", "nuit", 150, 350),
    ),
    "innovation": (
        ("تطبيق لتتبع المنتوج", "Application de traçabilité", "سنة", "an", 1500, 6000),
        ("سقي ذكي", "Irrigation connectée", "وحدة", "unité", 2500, 9000),
    ),
}
"""By sector: name in Arabic and French, unit in both, lowest and highest price in dirhams."""
