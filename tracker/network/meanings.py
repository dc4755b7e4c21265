"""What each measure of the network means, in one sentence, and where it comes from."""

from dataclasses import dataclass

from tracker.i18n import N_


@dataclass(frozen=True, slots=True)
class Meaning:
    """`title` and `sentence` are messages to be translated when they are shown; `source` is cited as it stands."""

    name: str
    title: str
    sentence: str
    source: str


_WASSERMAN = "Wasserman, Faust: Social Network Analysis, Cambridge University Press, 1994"
_GOULD = "Gould, Fernandez: Structures of mediation, Sociological Methodology 19, 1989"
_NEWMAN = "Newman: Mixing patterns in networks, Physical Review E 67, 026126, 2003"

OF_UNITS = (
    Meaning("made", N_("Visits made"), N_("How many visits the unit made to others."), _WASSERMAN),
    Meaning("hosted", N_("Visits hosted"), N_("How many visits of others the unit received."), _WASSERMAN),
    Meaning("partners", N_("Partners"), N_("With how many other units it exchanged, either way."), _WASSERMAN),
    Meaning(
        "strength",
        N_("Strength"),
        N_("All visits on its ties, made and received; many visits with few partners give a high strength too."),
        "Barrat et al.: The architecture of complex weighted networks, PNAS 101, 2004",
    ),
    Meaning(
        "reciprocity",
        N_("Reciprocity"),
        N_("The share of its partners with whom visits went both ways: at 0 % no visit was ever returned."),
        _WASSERMAN,
    ),
    Meaning(
        "pagerank",
        N_("Sought experience (PageRank)"),
        N_(
            "The share of attention it gets when everyone passes theirs on to whom they visit: it is high for a unit "
            "that is visited by those who are themselves visited. With --topic, for experience on that topic."
        ),
        "Page, Brin, Motwani, Winograd: The PageRank citation ranking, Stanford, 1999",
    ),
    Meaning(
        "betweenness",
        N_("Betweenness"),
        N_(
            "The share of the shortest ways between two others that lead through it; many visits make a way short "
            "(distance 1 / visits), so a high value means that experience of distant units meets there."
        ),
        "Freeman: A set of measures of centrality based on betweenness, Sociometry 40, 1977",
    ),
    Meaning(
        "core",
        N_("Core number"),
        N_("The largest k where it is in a group in which each has k partners: the higher, the nearer its core."),
        "Seidman: Network structure and minimum degree, Social Networks 5, 1983",
    ),
    Meaning(
        "community",
        N_("Community"),
        N_("The number of the group that exchanges more within itself than with others; 1 is the largest."),
        "Blondel et al.: Fast unfolding of communities in large networks, J. Stat. Mech. P10008, 2008",
    ),
    Meaning(
        "brokerage",
        N_("Brokerage"),
        N_(
            "How often it stands between two units that do not visit each other: within its region (coordinator), "
            "bringing others in (gatekeeper), going out for it (representative), between units of one other region "
            "(itinerant) or of three regions (liaison)."
        ),
        _GOULD,
    ),
)

OF_THE_WHOLE = (
    Meaning("density", N_("Density"), N_("The share of all possible pairs of units that exchanged."), _WASSERMAN),
    Meaning(
        "reciprocity",
        N_("Reciprocity"),
        N_("The share of pairs in which visits went both ways, among pairs that exchanged at all."),
        _WASSERMAN,
    ),
    Meaning(
        "modularity",
        N_("Modularity"),
        N_("How much more communities exchange within themselves than by chance: 0 is chance, 1 the most."),
        "Newman: Modularity and community structure in networks, PNAS 103, 2006",
    ),
    Meaning(
        "concentration",
        N_("Concentration of hosting"),
        N_("The Herfindahl index of visits hosted: 1 when one unit hosts them all, 1/n when n units host alike."),
        "Hirschman: The paternity of an index, American Economic Review 54, 1964",
    ),
    Meaning(
        "assortativity_region",
        N_("Assortativity by region"),
        N_("Above 0, units exchange with their own region more than by chance; below 0, less."),
        _NEWMAN,
    ),
    Meaning(
        "assortativity_rank",
        N_("Assortativity by digital rank"),
        N_("Above 0, units of like digital rank exchange with one another; below 0, the strong with the weak."),
        _NEWMAN,
    ),
    Meaning(
        "core",
        N_("Size of the core"),
        N_("How many units belong to the innermost group, in which all have the most partners inside."),
        "Borgatti, Everett: Models of core/periphery structures, Social Networks 21, 2000; Seidman 1983",
    ),
    Meaning(
        "isolates", N_("Without exchange"), N_("The units of the country that neither visited nor hosted."), _WASSERMAN
    ),
)
