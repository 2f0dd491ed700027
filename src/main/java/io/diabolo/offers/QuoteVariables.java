package io.diabolo.offers;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.PERSON;

import io.diabolo.identity.Members;
import io.diabolo.mail.TemplateText;
import io.diabolo.platform.BadInput.Fault;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Variables in a quote's texts, written and filled as those of mails: {@code {{person.first_name | Madame, Monsieur}}}. A
 * draft is filled by what is true now; what was sent keeps what it said.
 */
@Component
class QuoteVariables {
    /** What may be named, in the order in which a page shows it. */
    static final List<String> NAMES = List.of(
            "company.name",
            "company.city",
            "person.first_name",
            "person.last_name",
            "person.name",
            "person.title",
            "opportunity.name",
            "quote.number",
            "quote.title",
            "quote.valid_until",
            "quote.total",
            "quote.total_year",
            "sender.name",
            "sender.first_name",
            "sender.email",
            "seller.name");

    /** Also as people write them who know other tools: contact.firstName. */
    private static final Set<String> ACCEPTED = accepted();

    private final DSLContext sql;
    private final Members members;

    QuoteVariables(DSLContext sql, Members members) {
        this.sql = sql;
        this.members = members;
    }

    private static Set<String> accepted() {
        var all = new LinkedHashSet<String>();
        NAMES.forEach(name -> all.addAll(ways(name)));
        return Set.copyOf(all);
    }

    private static List<String> ways(String name) {
        var other = name.startsWith("person.") ? "contact." + name.substring("person.".length()) : name;
        return Stream.of(name, other)
                .flatMap(one -> Stream.of(one, one.replace("_", "")))
                .distinct()
                .toList();
    }

    /** With its texts as they are read; a text that can't be filled stays as it was typed. */
    @Transactional(readOnly = true)
    public Quote filled(Quote quote, Seller seller) {
        if (texts(quote).values().stream().noneMatch(text -> text.contains("{{"))) {
            return quote;
        }
        var values = quote.isDraft() ? values(quote, seller) : quote.words().values();
        if (values.isEmpty()) {
            return quote;
        }
        var words = quote.words();
        return quote.with(
                new Quote.Words(
                        words.title(),
                        words.language(),
                        fill(words.intro(), values),
                        fill(words.delivery(), values),
                        values),
                quote.lines().stream()
                        .map(line -> line.description().contains("{{")
                                ? line.described(fill(line.description(), values))
                                : line)
                        .toList());
    }

    private static String fill(String text, Map<String, String> values) {
        return TemplateText.fault(text, ACCEPTED) == null
                ? TemplateText.fill(text, everyWay(values), new LinkedHashSet<>())
                : text;
    }

    private static Map<String, String> everyWay(Map<String, String> values) {
        var all = new HashMap<String, String>();
        values.forEach((name, value) -> ways(name).forEach(way -> all.put(way, value)));
        return all;
    }

    /** By field: where they stand, what they say. */
    private static Map<String, String> texts(Quote quote) {
        var all = new LinkedHashMap<String, String>();
        all.put("intro", quote.words().intro());
        all.put("delivery", quote.words().delivery());
        var at = 0;
        for (var line : quote.lines()) {
            all.put("lines." + at++, line.description());
        }
        return all;
    }

    /** What keeps a quote from being sent: what it lacks, and what its texts ask for in vain. */
    @Transactional(readOnly = true)
    public List<Fault> missing(Quote quote, Seller seller, LocalDate today) {
        var all = new ArrayList<>(QuoteCheck.missing(quote, seller, today));
        all.addAll(faults(quote, seller));
        return all;
    }

    /** Variables that are broken or unknown, or have neither a value nor a fallback; by the field in which they stand. */
    @Transactional(readOnly = true)
    public List<Fault> faults(Quote quote, Seller seller) {
        var faults = new ArrayList<Fault>();
        var asking = new LinkedHashMap<String, String>();
        texts(quote).forEach((field, text) -> {
            var fault = text.contains("{{") || text.contains("}}") ? TemplateText.fault(text, ACCEPTED) : null;
            if (fault != null) {
                faults.add(new Fault(field, fault.key(), fault.what(), String.join(", ", NAMES)));
            } else if (text.contains("{{")) {
                asking.put(field, text);
            }
        });
        if (!asking.isEmpty()) {
            var values = everyWay(values(quote, seller));
            asking.forEach((field, text) -> {
                var lacking = new LinkedHashSet<String>();
                TemplateText.fill(text, values, lacking);
                lacking.stream()
                        .findFirst()
                        .ifPresent(name -> faults.add(new Fault(field, "quote.missing.variable", name)));
            });
        }
        return faults;
    }

    /** What each stands for now. */
    @Transactional(readOnly = true)
    public Map<String, String> values(Quote quote, Seller seller) {
        var values = new HashMap<String, String>();
        var amounts = new Amounts(quote.locale());
        var totals = quote.totals();
        values.put("opportunity.name", quote.opportunityName());
        // It has one when it leaves; until then its place is held.
        values.put("quote.number", quote.number() == null ? "…" : quote.reference());
        values.put("quote.title", quote.words().title());
        values.put("quote.valid_until", Documents.day(quote.validUntil(), quote.locale()));
        values.put("quote.total", amounts.money(totals.term()));
        values.put("quote.total_year", amounts.money(totals.year()));
        values.put("seller.name", seller.name());
        company(quote, values);
        person(quote, values);
        sender(quote, values);
        return values;
    }

    private void company(Quote quote, Map<String, String> values) {
        values.put("company.name", quote.customer().name());
        var company = quote.company();
        if (company != null) {
            sql.select(COMPANY.NAME, COMPANY.CITY)
                    .from(COMPANY)
                    .where(COMPANY.ID.eq(company))
                    .forEach(row -> {
                        values.put("company.city", text(row.value2()));
                        if (quote.customer().name().isBlank()) {
                            values.put("company.name", text(row.value1()));
                        }
                    });
        }
    }

    private void person(Quote quote, Map<String, String> values) {
        values.put("person.name", quote.recipient().name());
        var person = quote.recipient().person();
        if (person != null) {
            sql.select(PERSON.FIRST_NAME, PERSON.LAST_NAME, PERSON.TITLE)
                    .from(PERSON)
                    .where(PERSON.ID.eq(person))
                    .forEach(row -> {
                        values.put("person.first_name", text(row.value1()));
                        values.put("person.last_name", text(row.value2()));
                        values.put("person.title", text(row.value3()));
                    });
        }
    }

    private void sender(Quote quote, Map<String, String> values) {
        var member = members.find(quote.responsible());
        if (member != null) {
            values.put("sender.name", member.name());
            values.put("sender.first_name", member.name().strip().split("\\s+", 2)[0]);
            values.put("sender.email", text(member.email()));
        }
    }

    private static String text(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
