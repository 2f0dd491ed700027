package io.diabolo.privacy;

import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/**
 * What one person took part in: the companies where they were, the deals that name them, what happened and was said with
 * these, and how they were qualified and handed over. A last name in its texts means them.
 *
 * @param company the names of the companies, in which their own may stand
 */
record Circle(
        String company,
        UUID[] companies,
        UUID[] opportunities,
        UUID[] activities,
        UUID[] journeys,
        UUID[] handoffs,
        UUID[] answers,
        UUID[] notifications,
        UUID[] stakeholders,
        UUID[] blockers,
        UUID[] meetings,
        Said said) {
    /** What was written to each other: tickets with their messages, quotes, and the mails of both and of activities. */
    record Said(UUID[] tickets, UUID[] messages, UUID[] escalations, UUID[] quotes, UUID[] mails) {}

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
                        + " ?) or id in (select opportunity_id from stakeholder where person_id = ?)",
                person,
                person,
                person);
        var subjects =
                Stream.of(companies, opportunities).flatMap(Arrays::stream).toArray(UUID[]::new);
        var handoffs = array(sql, "select id from handoff where subject_id = any (?)", (Object) subjects);
        var activities = array(
                sql,
                "select id from activity where company_id = any (?) or opportunity_id = any (?)",
                companies,
                opportunities);
        return new Circle(
                String.join(
                        " ",
                        sql.fetch("select name from company where id = any (?)", (Object) companies)
                                .getValues(0, String.class)),
                companies,
                opportunities,
                activities,
                array(sql, "select id from journey where opportunity_id = any (?)", (Object) opportunities),
                handoffs,
                array(sql, "select id from sheet_answer where subject_id = any (?)", (Object) subjects),
                array(
                        sql,
                        "select id from notification where subject_id = any (?) or subject_id = any (?)",
                        subjects,
                        handoffs),
                array(sql, "select id from stakeholder where opportunity_id = any (?)", (Object) opportunities),
                array(sql, "select id from blocker where opportunity_id = any (?)", (Object) opportunities),
                array(
                        sql,
                        "select id from meeting where company_id = any (?) or opportunity_id = any (?)",
                        companies,
                        opportunities),
                said(person, companies, opportunities, activities, sql));
    }

    private static Said said(UUID person, UUID[] companies, UUID[] opportunities, UUID[] activities, DSLContext sql) {
        var tickets =
                array(sql, "select id from ticket where company_id = any (?) or person_id = ?", companies, person);
        return new Said(
                tickets,
                array(sql, "select id from ticket_message where ticket_id = any (?)", (Object) tickets),
                array(sql, "select id from ticket_escalation where ticket_id = any (?)", (Object) tickets),
                // What was signed stays as it was.
                array(
                        sql,
                        "select id from quote where (recipient_id = ? or opportunity_id = any (?)) and state <> 'accepted'",
                        person,
                        opportunities),
                array(
                        sql,
                        "select id from mail where activity_id = any (?)"
                                + " union select mail_id from ticket_message where ticket_id = any (?) and mail_id is not null",
                        activities,
                        tickets));
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
            case "handoff" -> handoffs;
            case "sheet_answer" -> answers;
            case "notification" -> notifications;
            case "stakeholder" -> stakeholders;
            case "blocker" -> blockers;
            case "meeting" -> meetings;
            case "ticket" -> said.tickets();
            case "ticket_message" -> said.messages();
            case "ticket_escalation" -> said.escalations();
            case "quote" -> said.quotes();
            case "mail" -> said.mails();
            default -> new UUID[0];
        };
    }

    UUID[] all() {
        return Stream.of(
                        companies,
                        opportunities,
                        activities,
                        journeys,
                        handoffs,
                        stakeholders,
                        blockers,
                        meetings,
                        said.tickets(),
                        said.quotes())
                .flatMap(Arrays::stream)
                .toArray(UUID[]::new);
    }
}
