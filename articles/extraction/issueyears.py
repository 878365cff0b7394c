"""The year of an issue whose day is told without one. Each rule says what it rests on; none guesses."""

from __future__ import annotations

from datetime import date, timedelta

from articles.extraction.tolddays import Told
from articles.extraction.yearcues import YearCue, choose_year, find_year_cues, find_years_since, fits_weekdays
from articles.text.days import Day

FIRST_YEAR = 2000  # a year before it, with no other to bear it out, is history
# Years told must weigh so much before the stories' year is believed: a single year may be history.
BELIEVED = 3.0
BELIEVED_WITHOUT_MONTH = 4.0
LONGEST_SINCE_MONTH = 200  # days from the last dated event to the day without a year
FIRST_MONTH_OF_TURN, LAST_MONTH_OF_TURN = 11, 4  # when the old year is summed up and the new one planned
SETTLED = 3  # the month from which aims are this year's, and last year's are reported on
PLANNED = 300  # days that the latest plan may lie ahead of a notice which is signed with its day
BEHIND, AHEAD = 10, 30  # days from a notice's day or term to the latest report; it is printed with its year
COUNTED = 100  # days from the day up to which something was counted to the issue that says so
WEEKDAYS_AHEAD = 3  # years from the latest told that the days of the week may choose among
ENDED = 2  # times that a year is told as over before the issue is taken to be of the next


def find_year(month: int, day: int, told: Told) -> tuple[int | None, str]:
    """The year of a day told without one: the first that puts it on or after the latest event with a year."""
    turn = _year_of_turn(month, day, told)
    if turn:
        return turn, f"the year {turn} rests on a meeting that looked back on {told.turns.most_common(1)[0][0] - 1}."
    noticed = _year_of_notices(month, day, told)
    if noticed:
        return noticed
    counted = _year_of_counts(month, day, told)
    if counted:
        return counted, f"something is counted up to {max(told.counted)}."
    current = _year_of_events(month, day, told)
    if current:
        return current, f"what bears the year {current} is told as present."
    followed = _year_followed(month, day, told)
    if followed:
        return followed, f"the year {followed - 1} is told as over beside this year's first months."
    over = _year_after(month, told)
    if over:
        return over, f"the year {over - 1} is told as over."
    cue = _year_of_cues(month, day, told)
    if cue:
        return cue.year, f"the year {cue.year} rests on {cue.text} in the stories."
    year, why = _year_of_latest(month, day, told)
    if year is None:
        year = _year_of_weekdays(month, day, told)
        why = f"the year {year} rests on the days of the week that the page tells." if year else ""
    return year, why


def _year_of_weekdays(month: int, day: int, told: Told) -> int | None:
    """11月27日（星期六） and 2021年: of the latest year told and those after it the one in which the days fall so."""
    newest = max((year for year in told.years if year >= FIRST_YEAR), default=None)
    if newest is None:
        return None
    fitting = [year for year in range(newest, newest + WEEKDAYS_AHEAD) if fits_weekdays(told.page, year)]
    return fitting[0] if len(fitting) == 1 and _is_possible(Day(fitting[0], month, day).as_date(), told) else None


def _year_of_cues(month: int, day: int, told: Told) -> YearCue | None:
    """第39个教师节, 改革开放40周年, “十四五”开局之年, then 1993年 with 26年来; none lies before the latest event."""
    for cues in (find_year_cues(told.page, month), find_years_since(told.page)):
        possible = [cue for cue in cues if _is_possible(Day(cue.year, month, day).as_date(), told)]
        chosen = choose_year(possible)
        if chosen is not None and fits_weekdays(told.page, chosen.year) is not False:
            return chosen
    return None


def _is_possible(meant: date | None, told: Told) -> bool:
    return meant is not None and (told.latest is None or meant >= told.latest)


def _year_of_latest(month: int, day: int, told: Told) -> tuple[int | None, str]:
    """The first year that puts the day on or after the latest event with a year."""
    if told.latest is None:
        return None, ""
    own = {year for year in told.years_of.get((month, day), ()) if Day(year, month, day).as_date()}
    if own and max(own) >= max([FIRST_YEAR, *told.years]) and date(max(own), month, day) >= told.latest:
        return max(own), f"the year {max(own)} is printed with it."
    newest = told.latest.year
    if max(told.years, default=newest) > newest:
        return None, ""  # a later year is told, and nothing says whether it has come
    weight = told.years.get(newest, 0.0) + told.years.get(newest - 1, 0.0)
    if weight < (BELIEVED if told.has_month else BELIEVED_WITHOUT_MONTH):
        return None, ""
    for year in (newest, newest + 1):
        meant = Day(year, month, day).as_date()
        if meant and meant >= told.latest:
            is_year_only = (told.latest.month, told.latest.day) == (1, 1)
            if (meant - told.latest).days > LONGEST_SINCE_MONTH and not (is_year_only and year == newest):
                return None, ""
            return year, f"the year {year} rests on {told.latest_text} in the stories."
    return None, ""


def _year_of_notices(month: int, day: int, told: Told) -> tuple[int, str] | None:
    """A notice signed 2017年11月22日 on a page whose reports tell 11月23日: the only year printed with days so near."""
    near = []
    for printed in told.whole:
        for year in (printed.year - 1, printed.year, printed.year + 1):
            meant = Day(year, month, day).as_date()
            if meant and -AHEAD <= (meant - printed).days <= BEHIND:
                near.append((abs((meant - printed).days), year, printed))
    if len({year for _, year, _ in near}) != 1:
        return None
    _, year, printed = min(near)
    meant = Day(year, month, day).as_date()
    latest = told.latest
    if latest and (latest.month, latest.day) == (1, 1):
        latest = None  # 2018年起: often a year to come
    ahead = timedelta(days=PLANNED if printed in told.signed else AHEAD)
    if meant is None or (latest and latest > meant + ahead):
        return None
    return year, f"the year {year} is printed with a day near it, {printed}."


def _year_of_counts(month: int, day: int, told: Told) -> int | None:
    """截至2017年10月底 in a November's issue: counts are printed soon after, whatever later year is planned for."""
    found = set()
    for counted in told.counted:
        for year in (counted.year, counted.year + 1):
            meant = Day(year, month, day).as_date()
            if meant and 0 <= (meant - counted).days <= COUNTED:
                found.add(year)
    return found.pop() if len(found) == 1 else None


def _year_of_events(month: int, day: int, told: Told) -> int | None:
    """7月10日晚，2018年“书香进村”活动开幕; 锚定2024年目标任务, not near its turn."""
    if len(told.current) != 1 or not SETTLED <= month < FIRST_MONTH_OF_TURN:
        return None
    (year,) = told.current
    meant = Day(year, month, day).as_date()
    return year if meant and (told.latest is None or meant >= told.latest) else None


def _year_followed(month: int, day: int, told: Told) -> int | None:
    """2014年，全市销售4.6亿元；今年前4个月2亿元: the issue is of 2015, if no later event is told."""
    if not told.followed:
        return None
    year = max(told.followed) + 1
    meant = Day(year, month, day).as_date()
    return year if meant and (told.latest is None or meant >= told.latest) else None


def _year_after(month: int, told: Told) -> int | None:
    """截至2018年底 and 2018年，全市… in March: the year before is summed up, so that the issue is of 2019."""
    newest = max(told.ended, default=None)
    if newest is None or told.ended[newest] < ENDED or month > LAST_MONTH_OF_TURN:
        return None
    later = max(told.years, default=newest) > newest + 1
    return None if later or (told.latest and told.latest.year > newest) else newest + 1


def _year_of_turn(month: int, day: int, told: Told) -> int | None:
    """2021年度工作总结暨2022年工作部署会 is held about the turn of that year."""
    if len(told.turns) != 1:
        return None
    (new,) = told.turns
    year = new if month <= LAST_MONTH_OF_TURN else new - 1 if month >= FIRST_MONTH_OF_TURN else None
    meant = Day(year, month, day).as_date() if year else None
    return year if meant and (told.latest is None or meant >= told.latest) else None
