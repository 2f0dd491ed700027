package io.diabolo.privacy;

import static org.jooq.impl.DSL.val;

import io.diabolo.importing.FilesNaming;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Texts;
import io.diabolo.platform.Workspaces;
import io.diabolo.privacy.PersonFile.Entry;
import io.diabolo.privacy.PersonFile.Line;
import io.diabolo.privacy.PersonFile.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Gathers what is kept about one person: every table that says whose its rows are, the history, and lines of kept files. */
@Component
class GatherPerson {
    private static final int MOST = 10_000;
    /** By part: what it is read from; {0} are the records of the person, {1} their leads. */
    private static final Map<String, String> BESIDE = new LinkedHashMap<>();

    /**
     * Tables whose rows hang on a person, or on what is theirs, and say nothing of them that isn't in the file already: how
     * members work, what others look for, and the business that their company does. A test compares them with the catalogue.
     */
    static final Set<String> LEFT_OUT = Set.of(
            // which values their record has, that it goes, and who looked at it or has it before them
            "custom_value",
            "erasure",
            "recent_record",
            "duplicate_pair",
            "clock",
            "notification",
            "queue_snooze",
            "lead_assignment",
            "visit_report",
            // what rules looked at; what they did stands in the history
            "automation_inbox",
            "automation_run",
            "automation_match",
            "automation_action",
            // who reports to whom
            "stakeholder_influence",
            // what a quote offers, who allowed it, and what became of it
            "quote_line",
            "quote_code",
            "quote_approval",
            "promise",
            "contribution",
            "sales_order",
            "contract",
            "win_back",
            // how a ticket goes through the hands of agents
            "ticket_participant",
            "ticket_link",
            "ticket_escalation",
            "ticket_answering",
            "ticket_aside",
            "support_link",
            "article");

    static {
        BESIDE.put("person", "select t.* from person t where t.id = any ({0})");
        BESIDE.put(
                "activity",
                "select t.* from activity t where t.person_id = any ({0}) or t.lead_id = any ({1}) order by t.at");
        BESIDE.put(
                "meeting",
                "select t.* from meeting t where t.person_id = any ({0}) or t.lead_id = any ({1}) order by t.starts_at");
        BESIDE.put(
                "meeting_invitation",
                "select i.* from meeting_invitation i"
                        + " join meeting m on m.workspace_id = i.workspace_id and m.id = i.meeting_id"
                        + " where m.person_id = any ({0}) or m.lead_id = any ({1}) order by i.at");
        BESIDE.put("phone_call", "select t.* from phone_call t where t.lead_id = any ({1}) order by t.at");
        BESIDE.put(
                "submission",
                "select t.* from submission t where t.person_id = any ({0}) or t.lead_id = any ({1}) order by t.received_at");
        BESIDE.put(
                "enrollment_step",
                "select s.* from enrollment_step s"
                        + " join enrollment e on e.workspace_id = s.workspace_id and e.id = s.enrollment_id"
                        + " where e.person_id = any ({0}) order by s.at");
        BESIDE.put(
                "mail_attachment",
                "select a.mail_id, m.at, s.name, s.size from mail_attachment a"
                        + " join mail m on m.workspace_id = a.workspace_id and m.id = a.mail_id"
                        + " join stored_file s on s.workspace_id = a.workspace_id and s.id = a.file_id"
                        + " where m.person_id = any ({0}) order by m.at, a.position");
        BESIDE.put(
                "unreachable_address",
                "select t.* from unreachable_address t"
                        + " where t.address in (select p.email from person p where p.id = any ({0}))");
        BESIDE.put(
                "sheet_answer",
                "select t.* from sheet_answer t where t.subject_id = any ({0}) or t.subject_id = any ({1}) order by t.at");
        BESIDE.put(
                "handoff",
                "select t.* from handoff t where t.subject_id = any ({0}) or t.subject_id = any ({1}) order by t.offered_at");
        BESIDE.put(
                "blocker",
                "select b.* from blocker b"
                        + " join stakeholder s on s.workspace_id = b.workspace_id and s.id = b.stakeholder_id"
                        + " where s.person_id = any ({0}) order by b.created_at");
        BESIDE.put(
                "webhook_delivery",
                "select t.id, t.created_at, t.event, t.body, t.state from webhook_delivery t"
                        + " where t.record_id = any ({0}) or t.record_id = any ({1}) order by t.created_at");
        BESIDE.put(
                "journey_entry",
                "select t.* from journey_entry t where t.subject_id = any ({0}) or t.subject_id = any ({1}) order by t.seq");
        BESIDE.put(
                "change",
                "select t.* from change t where (t.record_type = 'person' and t.record_id = any ({0}))"
                        + " or (t.record_type = 'lead' and t.record_id = any ({1})) order by t.at");
        BESIDE.put(
                "quote_acceptance",
                "select t.* from quote_acceptance t join quote q on q.id = t.quote_id where q.recipient_id = any ({0})");
        BESIDE.put(
                "quote_comment",
                "select t.* from quote_comment t join quote q on q.id = t.quote_id"
                        + " where t.member_id is null and q.recipient_id = any ({0}) order by t.at");
        BESIDE.put(
                "ticket_message",
                "select m.id, m.at, m.kind, m.body from ticket_message m join ticket t on t.id = m.ticket_id"
                        + " where t.person_id = any ({0}) and m.kind in ('inbound', 'reply') order by m.at");
        BESIDE.put(
                "ticket_file",
                "select f.id, m.at, s.name, s.size from ticket_file f"
                        + " join ticket_message m on m.workspace_id = f.workspace_id and m.id = f.message_id"
                        + " join ticket t on t.workspace_id = m.workspace_id and t.id = m.ticket_id"
                        + " join stored_file s on s.workspace_id = f.workspace_id and s.id = f.file_id"
                        + " where t.person_id = any ({0}) order by m.at");
        BESIDE.put("search_entry", "select t.* from search_entry t where t.record_id = any ({0})");
    }

    private final DSLContext sql;
    private final TransactionTemplate transactions;
    private final Workspaces workspaces;
    private final OneHuman same;
    private final FindTraces traces;
    private final FilesNaming files;
    private final Reading reading;

    GatherPerson(
            DSLContext sql,
            TransactionTemplate transactions,
            Workspaces workspaces,
            OneHuman same,
            FindTraces traces,
            FilesNaming files,
            Reading reading) {
        this.sql = sql;
        this.transactions = transactions;
        this.workspaces = workspaces;
        this.same = same;
        this.traces = traces;
        this.files = files;
        this.reading = reading;
    }

    /** @throws NoSuchRecord when the person is gone */
    PersonFile about(UUID person) {
        var told = Objects.requireNonNull(transactions.execute(_ -> tables(person)));
        var sought = Objects.requireNonNull(transactions.execute(_ -> traces.of(same.of(person))));
        var lines = files.lines(sought.inLine(), MOST);
        var parts = new ArrayList<>(told.parts());
        parts.add(new Part(
                "files",
                "privacy.table.stored_file",
                lines.stream()
                        .map(line -> new Entry(
                                Map.of("file", line.file(), "line", line.text()),
                                List.of(new Line(line.file(), line.text()))))
                        .toList()));
        return new PersonFile(told.locale(), told.zone(), told.workspace(), told.name(), parts);
    }

    private PersonFile tables(UUID person) {
        var row = sql.fetchOne("select name, language from person where id = {0}", val(person));
        if (row == null) {
            throw new NoSuchRecord("person", person);
        }
        var settings = workspaces.settings();
        var language = row.get(1, String.class);
        var locale = "fr".equals(language) ? Locale.FRANCE : "en".equals(language) ? Locale.UK : settings.locale();
        var all = val(FindTraces.ids(same.of(person)));
        var leads = sql.fetch("select id from lead where person_id = any ({0})", all)
                .getValues(0, UUID.class)
                .toArray(UUID[]::new);
        var names = names();
        var parts = new ArrayList<Part>();
        queries().forEach((table, query) -> {
            var entries = sql.fetch(
                            "select to_jsonb(q)::text from (" + query + " limit " + MOST + ") q", all, val(leads))
                    .map(one -> reading.entry(table, one.get(0, String.class), names, locale));
            if (!entries.isEmpty()) {
                parts.add(new Part(table, "privacy.table." + table, entries));
            }
        });
        return new PersonFile(locale, settings.zone(), settings.name(), row.get(0, String.class), parts);
    }

    /** The person first, then what is said of them, the history last. */
    static Map<String, String> queries() {
        var all = new LinkedHashMap<String, String>();
        all.put("person", Objects.requireNonNull(BESIDE.get("person")));
        PersonTables.FATES.keySet().stream().sorted().forEach(column -> {
            var at = column.indexOf('.');
            var table = column.substring(0, at);
            if (!table.equals("erasure") && !table.equals("person")) {
                all.put(table, "select t.* from " + table + " t where t." + column.substring(at + 1) + " = any ({0})");
            }
        });
        all.putAll(BESIDE);
        return all;
    }

    /** Whom ids of members and companies mean. */
    private Map<String, String> names() {
        var all = new HashMap<String, String>();
        sql.fetch("select id, name from member")
                .forEach(row -> all.put(row.get(0, String.class), row.get(1, String.class)));
        return all;
    }

    /** A row as it is stored and as it is read. */
    @Component
    static class Reading {
        private static final List<String> INNER =
                List.of("workspace_id", "name_key", "text_key", "version", "created_in", "change_set_id", "id");

        private final Texts texts;
        private final JsonMapper json;

        Reading(Texts texts, JsonMapper json) {
            this.texts = texts;
            this.json = json;
        }

        Entry entry(String table, String row, Map<String, String> names, Locale locale) {
            var values = json.readValue(row, new TypeReference<LinkedHashMap<String, Object>>() {});
            values.remove("workspace_id");
            var lines = new ArrayList<Line>();
            values.forEach((column, value) -> {
                if (value != null
                        && !INNER.contains(column)
                        && !value.toString().isEmpty()
                        && !value.toString().equals("{}")) {
                    lines.add(
                            new Line(label(table, column, locale), names.getOrDefault(value.toString(), said(value))));
                }
            });
            return new Entry(values, lines);
        }

        private String said(Object value) {
            return value instanceof Map || value instanceof List ? json.writeValueAsString(value) : value.toString();
        }

        private String label(String table, String column, Locale locale) {
            var bare = column.endsWith("_id") ? column.substring(0, column.length() - 3) : column;
            for (var key : new String[] {
                "field." + table + "." + bare,
                "field." + table + "." + column,
                "field.person." + bare,
                "field.lead." + bare
            }) {
                if (texts.has(locale, key)) {
                    return texts.text(locale, key);
                }
            }
            return column;
        }
    }
}
