package io.diabolo.directory.duplicates;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/**
 * Pairs of people of whom it is known whether they are one: swapped names, initials, slips, double names, moves from one
 * company to the next; and families, namesakes, assistants and colleagues behind one mailbox, who are not.
 */
final class LabelledPeople {
    private static final List<String> FIRST = List.of(
            "Léa",
            "Inès",
            "Jean-Pierre",
            "Zoé",
            "Émile",
            "Chloé",
            "Anaïs",
            "Hugo",
            "Mathieu",
            "Benoît",
            "Camille",
            "Aïcha",
            "Karim",
            "Sofia",
            "Lukas",
            "Élodie",
            "François",
            "Marie-Claire",
            "Nathalie",
            "Yann",
            "Thierry",
            "Noémie");
    private static final List<String> LAST = List.of(
            "Martin",
            "Lefèvre",
            "Nguyen",
            "Garcia",
            "Bernard",
            "Delacroix",
            "Müller",
            "Kerdoncuff",
            "de La Tour",
            "Benali",
            "Rousseau",
            "Petit",
            "Haddad",
            "Weber",
            "Marchand",
            "Fontaine",
            "Grandjean",
            "Moreau",
            "Barbier",
            "Chevallier");
    private static final List<String> COMPANIES =
            List.of("Mécaval", "Novatis", "Alpex", "Hydrolis", "Pyrène Bois", "Vauban");
    private static final List<String> BOXES =
            List.of("contact", "info", "commercial", "accueil", "direction", "achats");
    private final Random random;

    LabelledPeople(long seed) {
        random = new Random(seed);
    }

    record Pair(String kind, PersonTraits one, PersonTraits other, boolean same) {}

    List<Pair> pairs(int many) {
        var pairs = new ArrayList<Pair>();
        for (int i = 0; i < many; i++) {
            var one = person(pick(FIRST), pick(LAST), pick(COMPANIES));
            pairs.add(random.nextInt(5) < 2 ? same(one) : different(one));
        }
        return pairs;
    }

    private PersonTraits person(String first, String last, String company) {
        var host = Words.fold(company).replaceAll("[^a-z]+", "-") + ".fr";
        return new PersonTraits(
                first,
                last,
                random.nextInt(4) == 0 ? null : local(first, last) + "@" + host,
                random.nextInt(3) == 0 ? "+33474" + (100_000 + company.hashCode() % 1000) : null,
                random.nextInt(3) == 0 ? mobile() : null,
                company(company),
                company,
                null,
                null,
                null);
    }

    private Pair same(PersonTraits one) {
        var kind = pick(List.of("case", "swapped", "initial", "slip", "double", "moved", "mailbox", "nameless"));
        var first = String.valueOf(one.firstName());
        var last = String.valueOf(one.lastName());
        var thin = with(one, first, last, null, random.nextBoolean() ? one.phone() : null, one.mobile());
        return new Pair(
                kind,
                one,
                switch (kind) {
                    case "case" ->
                        with(
                                one,
                                Words.fold(first),
                                last.toUpperCase(Locale.ROOT),
                                random.nextBoolean() ? one.email() : null,
                                null,
                                null);
                    case "swapped" -> with(one, last, first, null, one.phone(), null);
                    case "initial" -> with(one, first.charAt(0) + ".", last, null, one.phone(), one.mobile());
                    case "slip" ->
                        random.nextBoolean()
                                ? with(thin, slip(first), last, null, thin.phone(), thin.mobile())
                                : with(thin, first, slip(last), null, thin.phone(), thin.mobile());
                    case "double" -> with(one, first, last + "-" + pick(LAST), one.email(), null, null);
                    // They work elsewhere now, and kept their mobile or their own address.
                    case "moved" -> elsewhere(one);
                    case "mailbox" -> with(one, first, last, pick(BOXES) + "@novatis.fr", one.phone(), null);
                    // The form asked for an address only.
                    default ->
                        new PersonTraits(
                                null,
                                null,
                                one.email() == null ? first + "@perso.fr" : one.email(),
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null);
                },
                !kind.equals("nameless") || one.email() != null);
    }

    private PersonTraits elsewhere(PersonTraits one) {
        var company =
                pick(COMPANIES.stream().filter(c -> !c.equals(one.company())).toList());
        var mobile = one.mobile();
        var local = one.email() == null ? null : one.email().replaceAll("@.*", "@gmail.com");
        return new PersonTraits(
                one.firstName(),
                one.lastName(),
                mobile == null ? one.email() : local,
                null,
                mobile,
                company(company),
                company,
                null,
                null,
                null);
    }

    private Pair different(PersonTraits one) {
        var kind = pick(List.of(
                "namesake", "family", "colleague", "mailbox", "switchboard", "assistant", "namesake-near", "stranger"));
        var first = String.valueOf(one.firstName());
        var last = String.valueOf(one.lastName());
        var company = String.valueOf(one.company());
        var otherFirst = pick(FIRST.stream()
                .filter(f -> !f.equals(first) && f.charAt(0) != first.charAt(0))
                .toList());
        var otherLast = pick(LAST.stream().filter(l -> !l.equals(last)).toList());
        return new Pair(
                kind,
                one,
                switch (kind) {
                    case "namesake" ->
                        person(
                                first,
                                last,
                                pick(COMPANIES.stream()
                                        .filter(c -> !c.equals(company))
                                        .toList()));
                    case "family" -> with(person(otherFirst, last, company), otherFirst, last, null, one.phone(), null);
                    case "colleague" -> person(otherFirst, otherLast, company);
                    case "mailbox" ->
                        with(
                                person(otherFirst, otherLast, company),
                                otherFirst,
                                otherLast,
                                pick(BOXES) + "@" + "mecaval.fr",
                                null,
                                null);
                    case "switchboard" ->
                        with(person(otherFirst, otherLast, company), otherFirst, otherLast, null, one.phone(), null);
                    // Who answers their mail and their mobile.
                    case "assistant" -> with(one, otherFirst, otherLast, one.email(), one.phone(), one.mobile());
                    case "namesake-near" ->
                        new PersonTraits(
                                first,
                                last,
                                local(first, last) + "@laposte.net",
                                null,
                                mobile(),
                                null,
                                null,
                                null,
                                null,
                                null);
                    default -> person(otherFirst, otherLast, pick(COMPANIES));
                },
                false);
    }

    private static PersonTraits with(
            PersonTraits one,
            String first,
            String last,
            @org.jspecify.annotations.Nullable String email,
            @org.jspecify.annotations.Nullable String phone,
            @org.jspecify.annotations.Nullable String mobile) {
        return new PersonTraits(first, last, email, phone, mobile, one.companyId(), one.company(), null, null, null);
    }

    private static UUID company(String name) {
        return new UUID(1, name.hashCode());
    }

    private static String local(String first, String last) {
        return Words.fold(first + "." + last).replaceAll("[^a-z.]+", "");
    }

    private String mobile() {
        return "+336" + (10_000_000 + random.nextInt(89_999_999));
    }

    private String slip(String name) {
        if (name.length() < 4) {
            return name;
        }
        var at = 1 + random.nextInt(name.length() - 3);
        return random.nextBoolean()
                ? name.substring(0, at) + name.substring(at + 1)
                : name.substring(0, at) + name.charAt(at + 1) + name.charAt(at) + name.substring(at + 2);
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
