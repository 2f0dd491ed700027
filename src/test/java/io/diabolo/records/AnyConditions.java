package io.diabolo.records;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.PERSON;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Firms and humans at random, and any tree of conditions on them: as an address says it, and the same in Java. */
final class AnyConditions {
    private AnyConditions() {}

    /** As the test itself remembers them. */
    record Firm(
            UUID id,
            @Nullable String segment,
            @Nullable String city,
            @Nullable Integer headcount,
            List<Human> staff) {}

    record Human(UUID id, @Nullable String title, @Nullable Firm firm) {}

    /** A condition as an address says it, and the same in Java. */
    record Asked<T>(Map<String, String> parameters, Predicate<T> means) {
        static <T> Asked<T> of(String parameter, String value, Predicate<T> means) {
            return new Asked<>(Map.of(parameter, value), means);
        }

        Map<String, String> under(String prefix) {
            var all = new LinkedHashMap<String, String>();
            parameters.forEach((name, value) -> all.put(prefix + name, value));
            return all;
        }
    }

    private static final List<Asked<Human>> OF_PEOPLE = List.of(
            Asked.of("filter[title]", "DAF", human -> "DAF".equals(human.title())),
            Asked.of("filter[title][ne]", "DAF", human -> !"DAF".equals(human.title())),
            Asked.of("filter[title][empty]", "true", human -> human.title() == null),
            Asked.of(
                    "filter[title][contains]",
                    "DIRE",
                    human -> human.title() != null && human.title().contains("Dire")),
            Asked.of(
                    "filter[title][contains]",
                    "dire,daf",
                    human -> human.title() != null && !human.title().equals("PDG")),
            Asked.of("filter[company][empty]", "false", human -> human.firm() != null),
            Asked.of(
                    "filter[company.segment]",
                    "smb",
                    human -> human.firm() != null && "smb".equals(human.firm().segment())),
            Asked.of(
                    "filter[company_id.segment][ne]",
                    "smb",
                    human -> human.firm() == null || !"smb".equals(human.firm().segment())),
            Asked.of(
                    "filter[company.city][empty]",
                    "true",
                    human -> human.firm() == null || human.firm().city() == null),
            Asked.of(
                    "filter[company.headcount][gte]",
                    "10",
                    human -> human.firm() != null
                            && human.firm().headcount() != null
                            && human.firm().headcount() >= 10));

    private static final List<Asked<Firm>> OF_FIRMS = List.of(
            Asked.of(
                    "filter[segment]",
                    "smb,micro",
                    firm -> "smb".equals(firm.segment()) || "micro".equals(firm.segment())),
            Asked.of("filter[segment][empty]", "true", firm -> firm.segment() == null),
            Asked.of("filter[city]", "Lyon", firm -> "Lyon".equals(firm.city())),
            Asked.of("filter[city][ne]", "Lyon", firm -> !"Lyon".equals(firm.city())),
            Asked.of("filter[headcount][lt]", "10", firm -> firm.headcount() != null && firm.headcount() < 10),
            Asked.of("has.people", "true", firm -> !firm.staff().isEmpty()),
            Asked.of("no.people", "true", firm -> firm.staff().isEmpty()),
            Asked.of("has.people", "false", firm -> firm.staff().isEmpty()));

    /** Any tree of these conditions: groups in groups, and people of firms with conditions of their own. */
    static Asked<Firm> firms(Random random, int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            return staff(random, depth - 1);
        }
        return depth == 0 || random.nextBoolean()
                ? OF_FIRMS.get(random.nextInt(OF_FIRMS.size()))
                : grouped(random, List.of(firms(random, depth - 1), firms(random, depth - 1)));
    }

    private static Asked<Firm> staff(Random random, int depth) {
        var inner = humans(random, Math.min(depth, 1));
        boolean none = random.nextBoolean();
        return new Asked<>(
                inner.under((none ? "no" : "has") + ".people."),
                firm -> none != firm.staff().stream().anyMatch(inner.means()));
    }

    static Asked<Human> humans(Random random, int depth) {
        return depth == 0
                ? OF_PEOPLE.get(random.nextInt(OF_PEOPLE.size()))
                : grouped(random, List.of(humans(random, depth - 1), humans(random, depth - 1)));
    }

    private static <T> Asked<T> grouped(Random random, List<Asked<T>> parts) {
        boolean any = random.nextBoolean();
        var all = new LinkedHashMap<String, String>();
        for (int i = 0; i < parts.size(); i++) {
            // Each in a group of its own, so that the same field may be asked twice.
            all.putAll(parts.get(i).under((any ? "any.1." : "all.1.") + "all." + (i + 1) + "."));
        }
        return new Asked<>(
                all,
                any
                        ? one -> parts.stream().anyMatch(part -> part.means().test(one))
                        : one -> parts.stream().allMatch(part -> part.means().test(one)));
    }

    static List<Firm> world(Random random, DSLContext sql) {
        var segments = new @Nullable String[] {"micro", "smb", "enterprise", null};
        var cities = new @Nullable String[] {"Lyon", "Niort", null};
        var heads = new @Nullable Integer[] {null, 3, 10, 500};
        var firms = new ArrayList<Firm>();
        for (int i = 0; i < 30; i++) {
            var firm = new Firm(
                    UUID.randomUUID(),
                    segments[random.nextInt(4)],
                    cities[random.nextInt(3)],
                    heads[random.nextInt(4)],
                    new ArrayList<>());
            sql.insertInto(COMPANY)
                    .set(COMPANY.ID, firm.id())
                    .set(COMPANY.NAME, "Société " + i)
                    .set(COMPANY.SEGMENT, firm.segment())
                    .set(COMPANY.CITY, firm.city())
                    .set(COMPANY.HEADCOUNT, firm.headcount())
                    .execute();
            firms.add(firm);
        }
        return firms;
    }

    static List<Human> humansOf(List<Firm> firms, Random random, DSLContext sql) {
        var titles = new @Nullable String[] {"DAF", "Directrice commerciale", "PDG", null};
        var all = new ArrayList<Human>();
        for (int i = 0; i < 60; i++) {
            var firm = random.nextInt(4) == 0 ? null : firms.get(random.nextInt(firms.size()));
            var human = new Human(UUID.randomUUID(), titles[random.nextInt(4)], firm);
            sql.insertInto(PERSON)
                    .set(PERSON.ID, human.id())
                    .set(PERSON.LAST_NAME, "Personne " + i)
                    .set(PERSON.TITLE, human.title())
                    .set(PERSON.COMPANY_ID, firm == null ? null : firm.id())
                    .execute();
            sql.execute(
                    "insert into search_entry (kind, record_id, label, text_key) values ('person', ?, ?, fold(?))",
                    human.id(),
                    "Personne " + i,
                    "Personne " + i + " " + Objects.requireNonNullElse(human.title(), ""));
            all.add(human);
            if (firm != null) {
                firm.staff().add(human);
            }
        }
        return all;
    }
}
