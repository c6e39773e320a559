"""Other forms of given names: the short ones of English print (Bob is Robert, Bill is William), and those that print
has for one name of another language (Mohammed, Muhammad; Oleksandr, Aleksandr)."""

from __future__ import annotations

_GROUPS = """
abigail abby gail; albert al bert; alexander alex alec sandy; alexandra alex sandra; alfred al fred; andrew andy drew;
anthony antony tony; arthur art; barbara barb; benjamin ben; bernard bernie; bradley brad; catherine katherine kathryn
cathy kathy kate katie; charles charlie chuck; christina tina chris; christine chris; christopher chris; clifford cliff;
cynthia cindy; daniel dan danny; david dave; deborah deb debbie; dennis denny; donald don donnie; dorothy dot; douglas
doug; edward ed eddie ted ned; elizabeth liz beth betty eliza lisa; eugene gene; frances fran; francis frank; franklin
frank; frederick fred freddie; gabriel gabe; gerald gerry jerry; gregory greg; harold harry hal; henry hank harry;
herbert herb; herman herm; howard howie; hubert bert; jacob jake; jacqueline jackie; james jim jimmy jamie; janet jan;
jeffrey geoffrey jeff geoff; jennifer jen jenny; jerome jerry; jessica jess; john jack johnny jon; jonathan jon; joseph
joe joey; joshua josh; judith judy; kenneth ken kenny; kimberly kim; lawrence laurence larry; leonard len lenny leo;
lewis louis lou; margaret maggie meg peggy; martin marty; matthew matt; maximilian max; melissa mel; michael mike mick
mickey; mitchell mitch; nathan nathaniel nate nat; nicholas nick; norman norm; oliver ollie; pamela pam; patricia pat
patty tricia; patrick pat paddy; peter pete; philip phillip phil; raymond ray; rebecca becky; richard rick rich dick
ricky; robert rob bob bobby robbie bert; rodney rod; ronald ron ronnie; roy; rudolph rudy; russell russ; samantha sam;
samuel sam sammy; sanford sandy; stanley stan; stephanie steph; stephen steven steve; stuart stewart stu; susan sue
susie; terence terrence terry; theodore ted theo; theresa teresa terry tess; thomas tom tommy; timothy tim; valerie val;
victoria vicky tori; vincent vince vinny; virginia ginny; walter walt wally; wilfred fred will; william bill will billy
liam willy; zachary zach zack; elijah eli; jefferson jeff; nicholas nicolas; nicole nikki; randall randy; antonia toni
tonia; antonio toni tony; jose pepe joey; francisco paco pancho kiko isko; ignacio nacho; jesus chuy;
guillermo memo; roberto beto bobby; alberto beto; eduardo lalo eddie; manuel manolo manny; emmanuel manny;
ricardo ric ricky; rafael rafa; teodoro teddy teo; dolores lola; guadalupe lupe; enrique quique; alejandro alex;
fernando nando; mercedes meche; benjamin binyamin benny; isaac yitzhak
"""
_PRINTED = """
mohammed muhammad mohamed mohammad mohamad muhammed mehmed; ahmed ahmad; hussein hussain husain husayn; hassan hasan;
youssef yousef yusuf yousuf yusef; abdullah abdallah abdulla; omar umar; khaled khalid; mahmoud mahmud mahmood;
mustafa mostafa moustafa; ibrahim ebrahim; saeed saeid; othman osman uthman; faisal faysal; walid waleed;
rashid rasheed; hamid hameed; karim kareem; salim saleem; jamal gamal; tariq tarek tareq; zayed zayid; moshe mosheh;
yitzhak yitzchak itzhak; haim chaim hayim; eliyahu eliahu; yaakov yaacov yakov; narayan narain narayana;
lakshman laxman; oleksandr aleksandr alexandr alexander; serhiy serhii sergey sergei; volodymyr vladimir wladimir;
dmytro dmitry dmitri dmitriy; mykhailo mikhail; mykola nikolai nikolay; andriy andrii andrei andrey;
oleksiy oleksii alexei aleksei alexey; pavlo pavel; petro petr pyotr; yevhen yevhenii yevgeny evgeny; kyrylo kirill;
viktor victor; yuriy yurii yuri yury; vasyl vasily vasiliy; hryhoriy grigory; ihor igor; oleh oleg; olha olga;
kateryna ekaterina yekaterina; tetiana tatiana tatyana; anastasiia anastasia anastasiya; mariia maria mariya
"""


def _table() -> dict[str, frozenset[str]]:
    """Each form with all that it may stand for or be shortened to. The first word of a group is the full form; two
    short forms of one name stand for each other."""
    table: dict[str, set[str]] = {}
    for group in f"{_GROUPS};{_PRINTED}".split(";"):
        forms = group.split()
        for form in forms:
            table.setdefault(form, set()).update(other for other in forms if other != form)
    return {form: frozenset(others) for form, others in table.items()}


VARIANTS = _table()


def variants(given: str) -> frozenset[str]:
    """Other forms of a folded given name; none for a name without."""
    return VARIANTS.get(given, frozenset())
