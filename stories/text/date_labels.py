"""The words that stand beside a date where a line is nothing but one: labels, weekdays; and what of them says whether
it is that of publication or of a change."""

import re

from stories.text.months import WEEKDAYS, in_small_letters

_LABELS = frozenset(
    "published publish updated update posted post last modified first on at by date time issued created edited added "
    "uploaded and the min mins minute minutes read local "
    "veröffentlicht erstellt erschienen aktualisiert geändert stand am um zuletzt publié mis mise à jour modifié le "
    "heure dernière publicado publicada actualizado actualizada el a las hora pubblicato aggiornato il ore alle alla "
    "ora atualizado atualizada em às última gepubliceerd bijgewerkt op om laatst kl klo w godz opublikowano "
    "zaktualizowano güncelleme saat "
    "megjelent közzétéve frissítve frissült módosítva yayinlanma tarihi son giriş "
    "publicerad publicerat uppdaterad uppdaterat ändrad den kl publiceret opdateret publisert oppdatert d "
    "diterbitkan diperbarui tayang terbit pukul wib wita wit publicat actualizat julkaistu päivitetty vydáno "
    "aktualizováno "
    "δημοσιεύθηκε δημοσίευση ενημερώθηκε ενημέρωση τελευταία στις ώρα "
    "дата о в опубликовано обновлено опубліковано оновлено мск "
    "تاريخ النشر نشر نشرت تم آخر تحديث التحديث في يوم الساعة بتوقيت غرينتش صباحا مساء ظهرا "
    "انتشار تاریخ ساعت به روز رسانی بروزرسانی "
    "ב פורסם עודכן עדכון אחרון תאריך בתאריך בשעה יום "
    "更新 公開 配信 掲載 入力 公開日 公開日時 更新日 更新日時 最終更新 最終更新日 最終更新日時 掲載日 配信日時 投稿日 "
    "수정 등록 입력 최종수정 기사입력 발행 发布 发布时间 更新时间 發布 發布時間 更新時間 "
    "月 火 水 木 金 土 日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 월 화 수 목 금 토 일".split()
)
_DAYS = frozenset(
    "الأحد الاثنين الإثنين الثلاثاء الأربعاء الاربعاء الخميس الجمعة السبت "
    "شنبه یکشنبه یک دوشنبه دو سه چهارشنبه چهار پنجشنبه پنج جمعه "
    "ראשון שני שלישי רביעי חמישי שישי שבת "
    "понедельник вторник среда четверг пятница суббота воскресенье "
    "δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή "
    "понеділок вівторок середа четвер пʼятниця субота неділя".split()
)
"""Weekdays in other scripts; Persian writes most of them in two words."""
PUBLISHED = re.compile(
    r"publi|posted|first|issued|veröffentlicht|erstellt|erschienen|pubblicato|megjelent|közzétéve|公開|配信|掲載|投稿|등록|입력|발행|[发發]布|"
    r"نشر|انتشار|פורסם|опублик|yayınla|diterbitkan|tayang|julkaistu|vydáno|δημοσ",
    re.IGNORECASE,
)
UPDATED = re.compile(
    r"updat|modif|edited|aktualisiert|geändert|\bstand\b|mise? à jour|a[ct]tuali[sz]ad|atualizad|aggiornat|bijgewerkt|"
    r"frissít|frissült|módosít|更新|수정|تحديث|رسانی|עודכן|עדכון|обновлен|оновлен|güncelle|uppdater|o?pp?dater|diperbarui|aktualiz|päivitetty|ενημ[έε]ρω",
    re.IGNORECASE,
)
_READING = re.compile(
    r"(?:les(?:ezeit|edauer)|temps de lecture|tempo di lettura|tempo de leitura|tiempo de lectura|leestijd|"
    r"läs(?:nings)?tid|lesetid|læsetid|lukuaika|czas czytania|doba čtení|olvasási idő|timp de citire|okuma süresi|"
    r"χρόνος ανάγνωσης|время чтения|час читання|время на чтение|読了(?:時間|目安)?|閱讀時間|阅读时间|읽는 시간|"
    r"وقت القراءة|زمن القراءة)"
    r"\s*[:：]?\s*(?:ca\.? |env(?:iron)?\.? |約)?\d{1,3}\s?(?:min(?:ut\w*)?\.?|dk\.?|dakika|мин\w*\.?|хв\.?|"
    r"λεπτά|分(?:鐘|钟)?|분|perc|دقائق|دقيقة)?|"
    r"\d{1,3}\s?(?:min(?:uten?)? (?:lesezeit|lesedauer|de lecture|di lettura|de leitura|de lectura|"
    r"leestijd|läsning|czytania)|dk okuma|мин\w*\.? чтения)",
    re.IGNORECASE,
)
"""How long a story takes to read, as it stands beside its date."""
_WORD = re.compile(r"[^\W_]+")


def only_labels(rest: str) -> bool:
    """Whether what is left of a line without its dates and times of day says nothing else."""
    words = [in_small_letters(word) for word in _WORD.findall(_READING.sub(" ", rest))]
    return all(_is_label(word) or (word.isdecimal() and "min" in words) for word in words)


def _is_label(word: str) -> bool:
    return word in _LABELS or word in WEEKDAYS or word in _DAYS


__all__ = ["PUBLISHED", "UPDATED", "only_labels"]
