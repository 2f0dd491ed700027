package io.diabolo.directory.duplicates;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Pairs of companies of which it is known whether they are one: what people type, import and mistype, and what only looks
 * alike (subsidiaries, namesakes elsewhere, neighbours). The same seed makes the same pairs.
 */
final class LabelledCompanies {
    private static final List<String> FAMILIES = List.of(
            "Martin",
            "Bernard",
            "Lefèvre",
            "Girard",
            "Mécaval",
            "Savoyet",
            "Duchêne",
            "Chartreux",
            "Vauban",
            "Kerdoncuff",
            "Bréchot",
            "Montclar",
            "Roussillon",
            "Alpex",
            "Novatis",
            "Hydrolis",
            "Cœur de Loire",
            "Saint-Éloi",
            "Périer",
            "Vallier",
            "Grandjean",
            "Fontanel",
            "Miroir",
            "Ostéria",
            "Pyrène",
            "Delaunay",
            "Schmitt",
            "Weiss",
            "Bellerive");
    private static final List<String> TRADES = List.of(
            "Plasturgie",
            "Mécanique",
            "Menuiserie",
            "Logiciels",
            "Emballages",
            "Charpente",
            "Usinage",
            "Peinture",
            "Automatisme",
            "Boulangerie",
            "Paysages",
            "Nettoyage",
            "Imprimerie",
            "Câblage",
            "Toitures",
            "Vergers");
    private static final List<String> FORMS = List.of("SAS", "SARL", "SA", "EURL", "SASU", "GmbH", "Ltd");
    private static final List<String> BRANCHES =
            List.of("Immobilier", "Logistique", "Services", "Holding", "Participations", "Deutschland", "Énergie");
    private static final List<String[]> PLACES = List.of(
            new String[] {"01000", "Bourg-en-Bresse"},
            new String[] {"57000", "Metz"},
            new String[] {"69003", "Lyon"},
            new String[] {"44000", "Nantes"},
            new String[] {"33000", "Bordeaux"},
            new String[] {"59000", "Lille"},
            new String[] {"75011", "Paris"},
            new String[] {"31000", "Toulouse"});

    private final Random random;

    LabelledCompanies(long seed) {
        random = new Random(seed);
    }

    record Pair(String kind, CompanyTraits one, CompanyTraits other, boolean same) {}

    List<Pair> pairs(int many) {
        var pairs = new ArrayList<Pair>();
        for (int i = 0; i < many; i++) {
            var one = company();
            pairs.add(random.nextInt(5) < 2 ? same(one) : different(one));
        }
        return pairs;
    }

    private CompanyTraits company() {
        var name = pick(FAMILIES) + (random.nextInt(3) == 0 ? "" : " " + pick(TRADES));
        var place = pick(PLACES);
        var slug = Words.fold(name).replaceAll("[^a-z]+", "-");
        var domain = random.nextInt(4) == 0 ? null : slug + ".fr";
        return new CompanyTraits(
                name + (random.nextBoolean() ? " " + pick(FORMS) : ""),
                random.nextInt(3) == 0 ? siren() : null,
                domain,
                domain == null || random.nextBoolean() ? null : "contact@" + domain,
                random.nextInt(3) == 0 ? null : phone(),
                place[0],
                place[1],
                "FR",
                null);
    }

    private Pair same(CompanyTraits one) {
        var name = String.valueOf(one.name());
        var kind = pick(List.of("form", "case", "accents", "abbreviation", "slip", "words", "form", "renamed"));
        var other = switch (kind) {
            case "form" ->
                bare(name) + pick(List.of(" SAS", " S.A.R.L.", " sarl", ", SA", " Société par Actions Simplifiée", ""));
            case "case" -> name.toUpperCase(Locale.ROOT);
            case "accents" -> Words.fold(name);
            case "abbreviation" ->
                pick(List.of("Sté ", "Ets ", "Société ", "Établissements ", "Ets. "))
                        + bare(name)
                        + pick(List.of("", " & Cie", " et Compagnie"));
            case "slip" -> slip(name);
            case "words" -> turned(bare(name));
            default -> pick(FAMILIES) + " " + pick(TRADES);
        };
        // The second record knows less, and little of it by the same means.
        var renamed = kind.equals("renamed");
        return new Pair(
                kind,
                one,
                new CompanyTraits(
                        other,
                        renamed || random.nextInt(3) == 0 ? one.siren() : null,
                        renamed || random.nextInt(2) == 0 ? one.domain() : null,
                        random.nextInt(3) == 0 ? one.email() : null,
                        renamed || random.nextInt(2) == 0 ? one.phone() : null,
                        renamed || random.nextInt(5) > 0 ? one.postcode() : null,
                        random.nextInt(4) > 0 ? one.city() : null,
                        random.nextBoolean() ? "FR" : null,
                        null),
                true);
    }

    private Pair different(CompanyTraits one) {
        var name = bare(String.valueOf(one.name()));
        var kind =
                pick(List.of("elsewhere", "subsidiary", "neighbour", "register", "sci", "trade", "stranger", "almost"));
        var place =
                pick(PLACES.stream().filter(p -> !p[0].equals(one.postcode())).toList());
        return new Pair(
                kind,
                one,
                switch (kind) {
                    // The same name in another town.
                    case "elsewhere" ->
                        new CompanyTraits(
                                name + " " + pick(FORMS), null, null, null, phone(), place[0], place[1], "FR", null);
                    // Another company of the group, at the same desk.
                    case "subsidiary" ->
                        new CompanyTraits(
                                name + " " + pick(BRANCHES),
                                null,
                                one.domain(),
                                null,
                                random.nextInt(3) == 0 ? one.phone() : phone(),
                                one.postcode(),
                                one.city(),
                                "FR",
                                null);
                    // In the same business park, behind the same switchboard.
                    case "neighbour" ->
                        new CompanyTraits(
                                pick(FAMILIES) + " & " + pick(FAMILIES) + " " + pick(TRADES),
                                null,
                                null,
                                null,
                                random.nextInt(3) == 0 ? one.phone() : null,
                                one.postcode(),
                                one.city(),
                                "FR",
                                null);
                    // The register says that there are two.
                    case "register" ->
                        new CompanyTraits(
                                name + " " + pick(FORMS),
                                one.siren() == null ? null : siren(),
                                null,
                                null,
                                null,
                                one.siren() == null ? place[0] : one.postcode(),
                                one.siren() == null ? place[1] : one.city(),
                                "FR",
                                null);
                    // The family's property.
                    case "sci" ->
                        new CompanyTraits(
                                "SCI " + name, null, null, null, null, one.postcode(), one.city(), "FR", null);
                    case "trade" ->
                        new CompanyTraits(
                                name.split(" ")[0] + " " + pick(TRADES) + " du Lac",
                                null,
                                null,
                                null,
                                phone(),
                                one.postcode(),
                                one.city(),
                                "FR",
                                null);
                    case "almost" ->
                        new CompanyTraits(
                                pick(FAMILIES) + name.substring(Math.min(name.length(), name.split(" ")[0].length())),
                                null,
                                null,
                                null,
                                phone(),
                                one.postcode(),
                                one.city(),
                                "FR",
                                null);
                    default -> company();
                },
                false);
    }

    private static String bare(String name) {
        return name.replaceAll(" (SAS|SARL|SA|EURL|SASU|GmbH|Ltd)$", "");
    }

    private static String turned(String name) {
        var words = name.split(" ");
        return words.length < 2
                ? name
                : words[words.length - 1] + " "
                        + String.join(" ", List.of(words).subList(0, words.length - 1));
    }

    /** A letter left out, doubled, or two turned round. */
    private String slip(String name) {
        var at = 1 + random.nextInt(Math.max(1, bare(name).split(" ")[0].length() - 2));
        return switch (random.nextInt(3)) {
            case 0 -> name.substring(0, at) + name.substring(at + 1);
            case 1 -> name.substring(0, at) + name.charAt(at) + name.substring(at);
            default -> name.substring(0, at) + name.charAt(at + 1) + name.charAt(at) + name.substring(at + 2);
        };
    }

    private String siren() {
        while (true) {
            var digits = Integer.toString(300_000_000 + random.nextInt(600_000_000));
            if (io.diabolo.directory.Siren.of(digits).isPresent()) {
                return digits;
            }
        }
    }

    private String phone() {
        return "+334" + (10_000_000 + random.nextInt(89_999_999));
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
