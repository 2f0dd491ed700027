package io.diabolo.demo;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * Companies and people that can't be mistaken for real ones: domains under the reserved {@code .example}, SIRENs from
 * the range 000 that is never given out, telephone numbers from the blocks that the French regulator keeps for fiction.
 */
final class Market {
    static final int COMPANIES = 3_000;
    static final int PEOPLE = 8_000;

    record Firm(
            UUID id,
            String name,
            String domain,
            String siren,
            String industry,
            String naf,
            int headcount,
            long turnover,
            String segment,
            int city,
            LocalDate known) {}

    record Contact(
            UUID id, Firm firm, String first, String last, String email, String phone, int title, LocalDate known) {
        String name() {
            return first + " " + last;
        }
    }

    private final Chance chance;
    private final Words words;
    private final LocalDate start;
    private final List<Firm> firms = new ArrayList<>();
    private final List<Contact> contacts = new ArrayList<>();
    private final Set<String> phones = new HashSet<>();

    Market(Chance chance, Words words, LocalDate start) {
        this.chance = chance;
        this.words = words;
        this.start = start;
        var names = new HashSet<String>();
        while (firms.size() < COMPANIES) {
            addFirm(names);
        }
        var emails = new HashSet<String>();
        // Everyone has a first contact; the larger the firm, the more of them.
        firms.forEach(firm -> addContact(firm, emails));
        while (contacts.size() < PEOPLE) {
            var firm = chance.one(firms);
            if (chance.happens(Math.min(1, 0.15 + Math.log10(firm.headcount()) / 3))) {
                addContact(firm, emails);
            }
        }
    }

    List<Firm> firms() {
        return firms;
    }

    List<Contact> contacts() {
        return contacts;
    }

    private void addFirm(HashSet<String> names) {
        int trade = chance.below(words.list("trade").size());
        var base = words.list("trade").get(trade);
        var name =
                base + " " + (chance.happens(0.6) ? chance.one(words.list("last")) : chance.one(words.list("place")));
        if (chance.happens(0.25)) {
            name += " " + chance.one(List.of("& Fils", "Industries", "Groupe", "SAS", "et associés"));
        }
        if (!names.add(name)) {
            return;
        }
        int headcount = headcount();
        // 120 to 280 thousand euros a head, as French manufacturing goes; in cents
        long turnover = headcount * (120L + chance.below(160)) * 100_000L;
        var known = start.plusDays(chance.below(360));
        firms.add(new Firm(
                chance.id(known.atStartOfDay(Chance.ZONE).toInstant()),
                name,
                slug(name) + ".example",
                siren(firms.size()),
                words.list("trade.industry").get(trade),
                words.list("trade.naf").get(trade),
                headcount,
                turnover,
                segment(headcount, turnover),
                chance.below(words.list("city").size()),
                known));
    }

    private int headcount() {
        double luck = chance.share();
        if (luck < 0.34) {
            return chance.between(2, 9);
        }
        if (luck < 0.82) {
            return chance.between(10, 240);
        }
        return luck < 0.97 ? chance.between(260, 3_800) : chance.between(5_100, 32_000);
    }

    /** Decree 2008-1354, turnover in cents. */
    private static String segment(int headcount, long turnover) {
        if (headcount < 10 && turnover <= 200_000_000L) {
            return "micro";
        }
        if (headcount < 250 && turnover <= 5_000_000_000L) {
            return "smb";
        }
        return headcount < 5_000 && turnover <= 150_000_000_000L ? "mid_market" : "enterprise";
    }

    /** Eight digits and the Luhn key. */
    private static String siren(int number) {
        var digits = String.format(Locale.ROOT, "000%05d", 10_000 + number);
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            int digit = digits.charAt(i) - '0';
            // Counted from the key on the right, every second digit is doubled.
            int doubled = i % 2 == 1 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return digits + (10 - sum % 10) % 10;
    }

    private void addContact(Firm firm, HashSet<String> emails) {
        boolean woman = chance.happens(0.45);
        var first = chance.one(words.list(woman ? "first.f" : "first.m"));
        var last = chance.one(words.list("last"));
        var email = slug(first) + "." + slug(last) + "@" + firm.domain();
        if (!emails.add(email)) {
            return;
        }
        var known = firm.known().plusDays(chance.below(120));
        var phone = phone();
        contacts.add(new Contact(
                chance.id(known.atStartOfDay(Chance.ZONE).toInstant()),
                firm,
                first,
                last,
                email,
                phone,
                chance.below(words.list("title").size()),
                known));
    }

    /** Nobody shares a number, for that is a sign of a duplicate. */
    private String phone() {
        var block = chance.happens(0.5) ? "+3319900%04d" : "+3363998%04d";
        var number = chance.below(10_000);
        var phone = String.format(Locale.ROOT, block, number);
        while (!phones.add(phone)) {
            number = (number + 1) % 10_000;
            phone = String.format(Locale.ROOT, block, number);
        }
        return phone;
    }

    static String slug(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }
}
