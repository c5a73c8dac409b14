"""PURE: questions that most calls ask, ready in three languages; an organizer changes them freely."""

from typing import Any

COMMON: dict[str, dict[str, Any]] = {
    "people": {
        "kind": "number",
        "label": {
            "ar": "كم شخصا سيكون بالرواق؟",
            "fr": "Combien de personnes tiendront le stand ?",
            "en": "How many people will be at the stand?",
        },
        "unit": {"ar": "أشخاص", "fr": "personnes"},
        "lowest": 1,
        "highest": 6,
        "required": True,
    },
    "came_before": {
        "kind": "yes_no",
        "label": {
            "ar": "هل سبقت لكم المشاركة في هذا المعرض؟",
            "fr": "Avez-vous déjà participé à ce salon ?",
            "en": "Have you taken part in this fair before?",
        },
        "required": True,
    },
    "transport": {
        "kind": "choice",
        "label": {
            "ar": "كيف ستنقلون منتوجاتكم؟",
            "fr": "Comment transporterez-vous vos produits ?",
            "en": "How will you bring your products?",
        },
        "options": [
            {"key": "car", "label": {"ar": "سيارة", "fr": "Voiture", "en": "Car"}},
            {"key": "van", "label": {"ar": "شاحنة صغيرة", "fr": "Camionnette", "en": "Van"}},
            {
                "key": "public",
                "label": {"ar": "نقل عمومي", "fr": "Transport public", "en": "Public transport"},
            },
        ],
    },
    "lodging": {
        "kind": "yes_no",
        "label": {
            "ar": "هل تحتاجون إلى الإيواء؟",
            "fr": "Avez-vous besoin d’un hébergement ?",
            "en": "Do you need lodging?",
        },
    },
    "payment": {
        "kind": "choices",
        "label": {
            "ar": "كيف يؤدي لكم الزبناء؟",
            "fr": "Comment vos clients vous paient-ils ?",
            "en": "How do your customers pay you?",
        },
        "options": [
            {"key": "cash", "label": {"ar": "نقدا", "fr": "Espèces", "en": "Cash"}},
            {"key": "card", "label": {"ar": "بطاقة بنكية", "fr": "Carte bancaire", "en": "Bank card"}},
            {
                "key": "phone",
                "label": {"ar": "الأداء بالهاتف", "fr": "Paiement mobile", "en": "Mobile payment"},
            },
        ],
    },
    "story": {
        "kind": "long_text",
        "label": {
            "ar": "ما الذي يميز منتوجاتكم؟",
            "fr": "Qu’est-ce qui distingue vos produits ?",
            "en": "What makes your products special?",
        },
        "help": {
            "ar": "جملتان أو ثلاث تكفي.",
            "fr": "Deux ou trois phrases suffisent.",
            "en": "Two or three sentences are enough.",
        },
    },
    "photo": {
        "kind": "file",
        "label": {
            "ar": "صورة لرواقكم في معرض سابق",
            "fr": "Une photo de votre stand à un salon précédent",
            "en": "A photo of your stand at an earlier fair",
        },
    },
    "origin": {
        "kind": "place",
        "label": {
            "ar": "من أين تنطلقون للقدوم إلى المعرض؟",
            "fr": "D’où partirez-vous pour venir au salon ?",
            "en": "Where will you set out from?",
        },
    },
}
