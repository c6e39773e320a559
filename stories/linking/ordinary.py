"""English words that are also names: what they stand for is not told by their letters alone.

"Nature", "Time", "The Independent", "Foreign Policy", and families called Brown, Rice or May. A name made of such
words only is looked for in capitals, and not where capitals mean nothing (the start of a sentence, a headline that
capitalises every word). The list holds frequent words, and rarer ones that papers or families are called after.
"""

from __future__ import annotations

NEVER_ALONE = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri "
    "sat sun".split()
)
"""Months and days: as a family name only behind a title."""

ORDINARY = NEVER_ALONE | frozenset(
    """
    a about above abroad according across act action active actor actual add after again against age agency ago
    agree aid aim air all alliance ally almost alone along already also although always am amid among an
    analysis analyst ancient and announce annual another answer any anyone apart april archer area argue arm
    armed army around arrow art article as ash ask asset at atlantic attack august author authority away axis
    back bad badger bailey baker balance ball band bank banker banks banner bar barber bark barn baron base
    basic bass bath bay be beacon bean bear beat because become bed bee been before began begin behind being
    believe bell below bench best better between beyond big bill bird birch bishop black blackbird blade blank
    block blood bloom blue board boat body bold bolt bond bone book border both bow bowman box boy branch brand
    brave bread break bridge bridges brief bright bring broad broadcast brook brooks brother brown bruce brush
    budget build builder building bull bulletin burn burns bush business busy but butcher butler buy by cabinet
    call calm camp can cannon capital captain car carbon card care carpenter carry carter carver case cash cast
    castle cause cell center central centre century certain chain chair challenge chamber chambers chance
    chancellor change channel chapel chapman charge charity charm chart chase cheap check chief child china
    choice choose christian chronicle church circle citizen city civil claim clark class clay clean clear clerk
    client cliff climate clock close cloud club coach coal coast coat code coffee cold coleman collect college
    color come comfort command comment commerce commercial common communist community company compare concern
    conflict congress conservative constitution consumer contact contract control conversation cook cool cooper
    copper corn corner correct cost could council counter country county couple courier course court cover cox
    craft crane cream create creek crew crime crisis critic cross crow crowd crown culture cup current custom
    customer cut daily dale damage dance danger dark data date dawn day days dead deal dean dear death debate
    decade december decide decision deep deer defence defense degree delay demand democracy democrat democratic
    department desert design detail develop dial diamond did die diet digital dinner diplomacy diplomat direct
    director dispatch district divide do doctor does dollar door double dove down draft drake draw dream dress
    drive driver drop drug dry duke during duty each eagle ear early earn earth east eastern easy echo ecology
    economic economist economy edge edition editor education effort egg eight either elect election electric
    electronic else emergency empire employ end enemy energy engine english enjoy enough enter enterprise entry
    environment equal era europe even evening event ever every everyone evidence examiner example exchange
    executive expect expert explain export express external eye face fact fair faith fall family famous fan far
    farm farmer fashion fast father favour fear feature february federal feed feel fell few field fields fight
    figure file fill film final finance financial find fine fire firm first fish fisher fishing fit five fix
    flag flat fleet flight floor flow flower flowers flu fly focus follow food foot for force ford foreign
    forest form former fort fortune forum forward foster found foundation founder four fox frame frank free
    freedom fresh friday friend from front frost fruit fuel full fund future gain gallery game garden gardner
    gas gate gates gave gazette general get giant gift girl give glass glen global globe go goal god gold golden
    good goodman got government governor grace grain grand grant grass grave gray great greek green grey grid
    ground group grove grow growth guard guardian guest guide gulf gun had hair hale half hall hammer hand hands
    happen happy harbor hard hardy harm has hat have hawk hay head health hear heart heath heat heavy hedge
    height held help her herald here heritage hero hers high highway hill hills him himself hindu his history
    hit hold hole holiday holland holly holmes holy home honor hook hope hopes horizon horn horse hospital host
    hot hotel hour house household how however huge human hundred hunt hunter hurt husband ice idea if image
    impact import important in income increase independence independent index india industry inflation influence
    information initiative inner inquirer inside insider insight institute instead insurance interest interior
    internal international internet into investment investor iron is island issue it item its itself january job
    joint journal joy judge july jump june junior just justice keen keep key keys kid kill kind king kingdom
    kings kitchen knight know knowledge known labor labour lack lady lake lamb lancet land lane language large
    last late later latest laugh law laws lawyer lay lead leader leadership league learn least leave ledger left
    legal lens less let letter level liberal liberty library license life lift light like limit line link lion
    list listen little live lives load loan local lock long longer look lord lose loss lost lot loud love low
    lower loyal luck lucky lunch machine magazine mail main maintain major make maker male man manage manager
    many map march marine mark market marsh marshal mason mass master match material matter may mayor me mean
    means measure meat media medical medicine meet meeting member memory men mercury message metal method metro
    middle midnight might mile miles military milk mill miller million mills mind mine miner minister ministry
    mint minute mirror miss mission mix mobile model modern moment monday money monitor month monthly moon moore
    moral more morning most mother motion motor mountain mouth move movement movie mr much murder museum music
    must my myself name narrow nation national natural nature navy near nearly necessary neck need neighbor
    network never new newcomer news newspaper newsweek next nice night nine no noble none noon nor normal north
    northern not note nothing notice november now nuclear number object observer ocean october of off offer
    office officer official often oil old olive on once one online only open opening opera operation opinion
    opposition option or orange order ordinary organ other others our out outer outside over own owner ox
    pacific pack page paid pain paint painter pair palace palm panel paper parent park parker parliament part
    partner party pass past pastor patch path patriot pay peace peak pearl people pepper per perhaps period
    perry person phone photo physical piano pick picture piece pierce pike pilgrim pilot pine pink pioneer pipe
    place plain plan planet plant plate play player please plenty poet point pole police policy political
    politician politics pollard pond pool poor pope popular porter position positive possible post pot potter
    pound power powers practice pratt prepare present president press pressure prevent price prices pride priest
    prime prince print prior prison private prize pro problem process produce product professor profit program
    progress project promise property prospect protect prove provide province public publish pull pulse pure
    purpose push put quality quarter quartz queen question quick quiet quite race radical radio rail rain raise
    ran range rank rapid rate rather raw reach read reader ready real reality realm reason recent record
    recorder red reed reform regard region register regular relation release religion remain remember report
    reporter representative republic republican research reserve rest result return reuse review revolution rice
    rich richer ride right ring rise rising risk river rivers road roads robin rock role roll room root rope
    rose rough round route row royal rule run rural rush russia safe safety said sail saint sale salon salt same
    sample sand sanders saturday save savage saw say says scale scene school science scientific scientist scope
    score scout screen sea search season seat second secret secretary section sector secure security see seed
    seek seem self sell senate senator send senior sense sentinel separate september series serve service
    session set settle seven several severe shadow shake shall shape share sharp she shell shepherd shield shine
    ship shirt shock shoe shoot shop short shot should show side sign signal silence silver similar simple since
    sing singer single sister sit site situation six size skill skinner skin sky slate slaughter sleep slow
    small smart smile smith smoke snow so social society soft soil soldier some son song soon sort soul sound
    source south southern soviet space speak special spectator speech speed spell spend spirit sport sports
    spring square stable staff stage stake stand standard star stars start state statement states statesman
    station stay steady steel step stern steward stick still stock stone stop storage store storm story straight
    strange stranger stream street strength stretch strike stripes strong structure student study stuff style
    subject success such sugar suggest summer summers summit sun sunday super supply support sure surface
    surgeon survey swan sweet swift switch symbol system table take tale talk tall tank target task tax taylor
    tea teach teacher team technology telegraph telephone tell temple ten tend term test text than thank that
    the their them then theory there therefore these they thing think third this thomas though thought thousand
    thread threat three through thursday thus ticket tie tiger tight time times tin tiny tip title to today
    together told tomorrow ton tone tonight too took tool top total touch tough tour toward tower town track
    trade trader tradition traffic train transport travel treasury treat treaty tree trend trial tribune trip
    troop trouble truck true trust truth try tuesday turn turner tv twenty twist two type under underwood union
    unique unit united unity universal universe university until up upon upper urban us usual valley value
    vanguard variety various very via vice victory view village violence violet vision visit visitor vital voice
    volume vote voter wade wage wait wake wales walk walker wall walls want war ward warm warner warning was
    wash watch water waters wave way we weak wealth weapon wear weather weaver web wednesday week weekend weekly
    weight welcome well wells went were west western what wheat wheel wheeler when where whether which while
    white who whole whose why wide wife wild will win wind window wine wing winner winter wire wired wise wish
    with within without witness wolf woman women wonder wood woods woody wool word words work worker world worry
    worse worst worth would write writer wrong yard year yellow yes yesterday yet york you young your yours
    youth zone accuse adds admit adopt affairs aims allow appeal appear approve arrive asks ban banned becomes
    begins blame blames calls cancel cites confirm defend defends deny denies earlier eyes faces fears following
    gets gives goes hails hints hits holds insists joins keeps leads leaves likely looks loses makes meanwhile
    meets moves names nears needs offers opens orders plans plays pledge pledges praise praises presses pushes
    puts raises reaches rejects replaces reports responds reveals runs scraps seeks seen sees sends sets shows
    signs slams slaps speaks stands stays steps struggles sues suggests takes talks tells threatens thanks ties
    turns unveils urges vows waits walks wants warns wins won worries despite except including notes plus
    made went gone stronger weaker higher greater bigger larger smaller older newer
    regarding unlike unless versus whatever whenever whereas whom
    """.split()
)


def is_ordinary(word: str) -> bool:
    """Whether a folded word is an ordinary English one, in the singular or with an -s."""
    return word in ORDINARY or (word.endswith("s") and word[:-1] in ORDINARY)
