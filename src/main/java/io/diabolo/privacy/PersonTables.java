package io.diabolo.privacy;

import java.util.Map;
import java.util.Set;

/**
 * All columns that say whose a row is, and what becomes of the row when that person is erased. A test compares them with the
 * catalogue, so that no table that comes later is forgotten.
 */
final class PersonTables {
    private PersonTables() {}

    enum Fate {
        /** The row says nothing but of the person: it goes. */
        GOES,
        /** The row counts in figures: it stays without the person and without words. */
        ANONYMISED,
        /** The row is another's, who only named them: the name goes. */
        LET_GO
    }

    /** Tables that name records of any kind, people among them: their rows of a person go too, or are emptied. */
    static final Set<String> OF_ANY_KIND = Set.of(
            "change",
            "custom_value",
            "search_entry",
            "recent_record",
            "duplicate_pair",
            "journey_entry",
            "clock",
            "handoff",
            "notification",
            "sheet_answer",
            "queue_snooze",
            "automation_inbox",
            "automation_run",
            "automation_match",
            "webhook_delivery");

    static final Map<String, Fate> FATES = Map.ofEntries(
            // who was merged into them is the same human
            Map.entry("person.merged_into", Fate.GOES),
            Map.entry("person_position.person_id", Fate.GOES),
            Map.entry("legal_basis.person_id", Fate.GOES),
            Map.entry("target_list_entry.person_id", Fate.GOES),
            Map.entry("enrichment.person_id", Fate.GOES),
            Map.entry("retention_exception.person_id", Fate.GOES),
            Map.entry("erasure.person_id", Fate.LET_GO),
            Map.entry("mail.person_id", Fate.GOES),
            Map.entry("stakeholder.person_id", Fate.GOES),
            Map.entry("activity.person_id", Fate.ANONYMISED),
            Map.entry("meeting.person_id", Fate.ANONYMISED),
            Map.entry("lead.person_id", Fate.ANONYMISED),
            Map.entry("submission.person_id", Fate.ANONYMISED),
            Map.entry("touch.person_id", Fate.ANONYMISED),
            Map.entry("enrollment.person_id", Fate.LET_GO),
            Map.entry("opportunity.person_id", Fate.LET_GO),
            Map.entry("quote.recipient_id", Fate.ANONYMISED),
            Map.entry("ticket.person_id", Fate.ANONYMISED),
            Map.entry("survey_ask.person_id", Fate.ANONYMISED),
            Map.entry("survey_response.person_id", Fate.ANONYMISED),
            Map.entry("suggestion.person_id", Fate.ANONYMISED),
            Map.entry("referral.person_id", Fate.ANONYMISED),
            Map.entry("journey.person_id", Fate.LET_GO));
}
