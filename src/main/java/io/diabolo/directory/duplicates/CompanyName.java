package io.diabolo.directory.duplicates;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A company's name, taken apart: what it is called, and what only says in which form of law.
 *
 * @param core the words that tell it from others, in their order
 * @param forms legal forms named, in short
 */
record CompanyName(List<String> core, Set<String> forms) {
    private static final Set<String> FORMS = Set.of(
            ("sas sasu sarl eurl sa sci scp scm scop snc sca gie gaec earl ei eirl sel selarl selas selurl scea sccv scic asso"
                            + " gmbh ag kg ohg ug mbh se ltd limited inc incorporated corp corporation llc llp plc"
                            + " bv nv spa srl sl slu sprl bvba oy ab aps sro")
                    .split(" "));

    /** Long forms and what they are called in short. */
    private static final Map<String, String> LONG_FORMS = Map.of(
            "societe par actions simplifiee unipersonnelle", "sasu",
            "societe par actions simplifiee", "sas",
            "societe a responsabilite limitee", "sarl",
            "entreprise unipersonnelle a responsabilite limitee", "eurl",
            "societe civile immobiliere", "sci",
            "societe en nom collectif", "snc",
            "societe anonyme", "sa",
            "entreprise individuelle", "ei",
            "gesellschaft mit beschrankter haftung", "gmbh");

    /** Said by some and left out by others. */
    private static final Set<String> SET_ASIDE = Set.of(
            "societe",
            "ets",
            "etablissement",
            "etablissements",
            "entreprise",
            "maison",
            "cie",
            "compagnie",
            "company",
            "co",
            "et",
            "and",
            "und",
            "le",
            "la",
            "les",
            "l",
            "de",
            "du",
            "des",
            "d",
            "the",
            "der",
            "die",
            "das",
            "of");

    private static final Map<String, String> WRITTEN_OUT = Map.ofEntries(
            Map.entry("st", "saint"),
            Map.entry("grp", "groupe"),
            Map.entry("group", "groupe"),
            Map.entry("gpe", "groupe"),
            Map.entry("intl", "international"),
            Map.entry("inter", "international"),
            Map.entry("fre", "freres"),
            Map.entry("frs", "freres"),
            Map.entry("bros", "brothers"),
            Map.entry("ind", "industrie"),
            Map.entry("indus", "industrie"),
            Map.entry("industries", "industrie"),
            Map.entry("tech", "technologies"),
            Map.entry("technologie", "technologies"),
            Map.entry("svc", "services"),
            Map.entry("service", "services"),
            Map.entry("transport", "transports"),
            Map.entry("mfg", "manufacturing"));

    /** Words that tell the parts of one group from each other. */
    private static final Set<String> BRANCHES = Set.of(
            ("holding groupe immobilier immo immobiliere participations participation invest investissement investissements"
                            + " finance finances gestion services logistique transports distribution location export import"
                            + " international france deutschland allemagne italia italie iberica espagne benelux belgique uk"
                            + " europe nord sud est ouest formation conseil energie sante industrie technologies bois solutions")
                    .split(" "));

    private static final Pattern DOTTED = Pattern.compile("\\b(?:\\p{L}\\.\\s?){2,}");
    private static final Pattern LONG = Pattern.compile(LONG_FORMS.keySet().stream()
            .sorted((one, other) -> other.length() - one.length())
            .collect(Collectors.joining("|", "\\b(?:", ")\\b")));

    static CompanyName of(String name) {
        var text = DOTTED.matcher(Words.fold(name))
                .replaceAll(found -> found.group().replaceAll("[.\\s]", "") + " ");
        text = LONG.matcher(text).replaceAll(found -> LONG_FORMS.getOrDefault(found.group(), ""));
        var words = Words.of(text.replace("&", " et ").replace("+", " et "));
        var core = new ArrayList<String>();
        var forms = new HashSet<String>();
        for (int i = 0; i < words.size(); i++) {
            var word = WRITTEN_OUT.getOrDefault(words.get(i), words.get(i));
            if (FORMS.contains(word)) {
                forms.add(word);
            } else if (word.equals("ste")) {
                // In front it is short for société, behind another word for sainte.
                if (i > 0 && !core.isEmpty()) {
                    core.add("sainte");
                }
            } else if (!SET_ASIDE.contains(word)) {
                core.add(word);
            }
        }
        // Some are called nothing else: "La Compagnie", "SA des Maisons".
        return new CompanyName(core.isEmpty() ? words : List.copyOf(core), Set.copyOf(forms));
    }

    String joined() {
        return String.join("", core);
    }

    /** How two names compare. */
    enum Match {
        SAME,
        /** The same but for slips. */
        CLOSE,
        /** One says more than the other. */
        PART,
        /** One says more than the other, and what it says more is which part of a group it is. */
        BRANCH,
        OTHER
    }

    Match compare(CompanyName other) {
        var one = joined();
        var two = other.joined();
        if (one.isEmpty() || two.isEmpty()) {
            return Match.OTHER;
        }
        if (one.equals(two) || sorted().equals(other.sorted())) {
            return Match.SAME;
        }
        var mine = new ArrayList<>(core);
        var theirs = new ArrayList<>(other.core);
        mine.removeIf(theirs::remove);
        var slips = mine.size();
        mine.removeIf(word -> theirs.removeIf(their -> Words.isSlip(word, their)));
        slips -= mine.size();
        if (mine.isEmpty() && theirs.isEmpty()) {
            return slips <= 2 ? Match.CLOSE : Match.OTHER;
        }
        var more = mine.isEmpty() ? theirs : mine;
        var whole = (mine.isEmpty() ? core : other.core)
                .stream().mapToInt(String::length).sum();
        if (!mine.isEmpty() && !theirs.isEmpty() || slips > 0 || whole < 4) {
            return Match.OTHER;
        }
        return more.stream().anyMatch(BRANCHES::contains) ? Match.BRANCH : Match.PART;
    }

    private List<String> sorted() {
        return core.stream().sorted().toList();
    }

    /** A company that owns property isn't the one that works in it, though both bear the family's name. */
    boolean isProperty() {
        return forms.contains("sci");
    }
}
