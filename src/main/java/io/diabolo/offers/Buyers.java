package io.diabolo.offers;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.PERSON;

import io.diabolo.platform.Workspaces;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who would buy on an opportunity, as it would stand on a quote. */
@Component
class Buyers {
    private final DSLContext sql;
    private final Workspaces workspaces;

    Buyers(DSLContext sql, Workspaces workspaces) {
        this.sql = sql;
        this.workspaces = workspaces;
    }

    record Buying(
            String opportunity,
            @Nullable String segment,
            @Nullable String country,
            String language,
            Quote.Customer customer,
            Quote.Recipient recipient) {}

    Buying of(UUID opportunity) {
        var row = sql.select(OPPORTUNITY.NAME, OPPORTUNITY.PERSON_ID)
                .select(COMPANY.fields())
                .select(PERSON.FIRST_NAME, PERSON.LAST_NAME, PERSON.EMAIL)
                .from(OPPORTUNITY)
                .leftJoin(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(OPPORTUNITY.WORKSPACE_ID))
                .and(COMPANY.ID.eq(OPPORTUNITY.COMPANY_ID))
                .leftJoin(PERSON)
                .on(PERSON.WORKSPACE_ID.eq(OPPORTUNITY.WORKSPACE_ID))
                .and(PERSON.ID.eq(OPPORTUNITY.PERSON_ID))
                .where(OPPORTUNITY.ID.eq(opportunity))
                .fetchSingle();
        var country = row.get(COMPANY.COUNTRY);
        var name = Objects.requireNonNullElse(row.get(COMPANY.NAME), "");
        return new Buying(
                row.get(OPPORTUNITY.NAME),
                row.get(COMPANY.SEGMENT),
                country,
                language(country),
                new Quote.Customer(name, address(row), Objects.requireNonNullElse(row.get(COMPANY.SIREN), "")),
                recipient(row));
    }

    /** Where French is written one gets a French quote; elsewhere that of the workspace in its own country, else English. */
    private String language(@Nullable String country) {
        var settings = workspaces.settings();
        if (country == null || country.equals(settings.country())) {
            return settings.locale().getLanguage();
        }
        return Stream.of("FR", "BE", "LU", "MC", "CH").anyMatch(country::equals) ? "fr" : "en";
    }

    private static String address(Record row) {
        var place = Stream.of(row.get(COMPANY.POSTCODE), row.get(COMPANY.CITY))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        return Stream.of(row.get(COMPANY.STREET), place)
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining("\n"));
    }

    private static Quote.Recipient recipient(Record row) {
        var name = Stream.of(row.get(PERSON.FIRST_NAME), row.get(PERSON.LAST_NAME))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        return new Quote.Recipient(
                row.get(OPPORTUNITY.PERSON_ID), name, Objects.requireNonNullElse(row.get(PERSON.EMAIL), ""));
    }
}
