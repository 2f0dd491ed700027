package io.diabolo.privacy;

import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/**
 * What one person took part in: the companies where they were, the deals that name them, and what happened with these. A
 * last name in its texts means them.
 *
 * @param company the names of the companies, in which their own may stand
 */
record Circle(String company, UUID[] companies, UUID[] opportunities, UUID[] activities, UUID[] journeys) {
    static Circle of(UUID person, DSLContext sql) {
        var companies = array(sql, """
            select company_id from person where id = ? and company_id is not null
            union select company_id from person_position where person_id = ?
            union select company_id from lead where person_id = ? and company_id is not null
            union select company_id from opportunity where person_id = ? and company_id is not null\
            """, person, person, person, person);
        var opportunities = array(
                sql,
                "select id from opportunity where person_id = ? or lead_id in (select id from lead where person_id ="
                        + " ?)",
                person,
                person);
        return new Circle(
                String.join(
                        " ",
                        sql.fetch("select name from company where id = any (?)", (Object) companies)
                                .getValues(0, String.class)),
                companies,
                opportunities,
                array(
                        sql,
                        "select id from activity where company_id = any (?) or opportunity_id = any (?)",
                        companies,
                        opportunities),
                array(sql, "select id from journey where opportunity_id = any (?)", (Object) opportunities));
    }

    private static UUID[] array(DSLContext sql, String query, Object... bindings) {
        return sql.fetch(query, bindings).getValues(0, UUID.class).toArray(UUID[]::new);
    }

    /** Its records of one table. */
    UUID[] of(String table) {
        return switch (table) {
            case "company" -> companies;
            case "opportunity" -> opportunities;
            case "activity" -> activities;
            case "journey" -> journeys;
            default -> new UUID[0];
        };
    }

    UUID[] all() {
        return Stream.of(companies, opportunities, activities, journeys)
                .flatMap(Arrays::stream)
                .toArray(UUID[]::new);
    }
}
