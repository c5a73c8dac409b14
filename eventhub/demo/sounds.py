"""A sound for the demo, made here: a few plucked notes, so that a stand's player has something to play."""

import io
import math
import wave

RATE = 8000
"""Samples a second: enough for a lute, 48 KB in all at a byte each."""
NOTE_SECONDS = 0.5
NOTES = (294, 330, 349, 440, 466, 440, 349, 330, 294, 349, 330, 294)
"""Hertz: up and down a scale in D with the narrow step of the region's music."""


def melody() -> io.BytesIO:
    """Six seconds of a plucked string, as an uncompressed WAVE file."""
    out = io.BytesIO()
    length = int(RATE * NOTE_SECONDS)
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(RATE)
        for hertz in NOTES:
            sound.writeframes(bytes(_sample(hertz, at) for at in range(length)))
    out.seek(0)
    return out


def _sample(hertz: int, at: int) -> int:
    """An unsigned byte: the note and its octave, fading as a string does."""
    turn = math.tau * hertz * at / RATE
    fading = math.exp(-6 * at / RATE) * min(1, at / 40)
    return 128 + int(80 * fading * (math.sin(turn) + math.sin(2 * turn) / 3))
