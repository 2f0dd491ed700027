package io.diabolo.hiring;

import static io.diabolo.jooq.Tables.JOB_DESCRIPTION;

import io.diabolo.organisation.Position;
import io.diabolo.organisation.Positions;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Money;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.Draft;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What holds of every job description, however it is written: its text is never lost, and nothing unlawful is published. */
@Component
class JobDescriptionRules {
    private static final int LONGEST = 10_000;
    private static final int LONGEST_TITLE = 150;
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    /**
     * Asking what somebody earned or earns (directive (EU) 2023/970, art. 5.2, forbids it); what they hope for may be asked, and
     * saying that it won't be asked is no asking.
     */
    private static final Pattern PAST_PAY = Pattern.compile(
            "(dernier|ancien|précédent|actuel)\\p{L}*\\s+(salaire|rémunération|bulletin)\\p{L}*"
                    + "|(salaire|rémunération|bulletins?\\s+de\\s+(paie|salaire))\\s+(actuel|précédent|ancien|antérieur|passé)\\p{L}*"
                    + "|historique\\s+(de\\s+)?(salaire|salarial|rémunération)\\p{L}*"
                    + "|(current|previous|past|last|present)\\s+(salary|pay|compensation|payslips?)"
                    + "|(salary|pay|compensation)\\s+history",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private final DSLContext sql;
    private final Positions positions;
    private final WriteDescription write;
    private final Workspaces workspaces;
    private final JsonMapper json;
    private final Clock clock;

    JobDescriptionRules(
            DSLContext sql,
            Positions positions,
            WriteDescription write,
            Workspaces workspaces,
            JsonMapper json,
            Clock clock) {
        this.sql = sql;
        this.positions = positions;
        this.write = write;
        this.workspaces = workspaces;
        this.json = json;
        this.clock = clock;
    }

    void prepare(Draft draft, Actor me) {
        HiringRights.hire(me);
        usual(draft, "language", me.isFrench() ? "fr" : "en");
        usual(draft, "inclusive", InclusiveForm.BOTH.id());
        usual(draft, "state", "draft");
        usual(draft, "owner", me.member().value());
        if (draft.isNew()) {
            usual(draft, "country", workspaces.settings().country());
            usual(draft, "contract", "permanent");
        }
        var position = position(draft);
        if (position != null) {
            texts(draft, position);
        }
        lengths(draft);
        pay(draft);
        var country = draft.text("country");
        if (country != null) {
            var code = country.strip().toUpperCase(Locale.ROOT);
            draft.set("country", code);
            if (!COUNTRIES.contains(code)) {
                draft.fault("country", "hiring.fault.country");
            }
        }
        if ("published".equals(draft.text("state"))) {
            publish(draft, position, me);
        }
    }

    private static void usual(Draft draft, String field, Object value) {
        if (draft.value(field) == null && (draft.isNew() || draft.gives(field))) {
            draft.set(field, value);
        }
    }

    private @Nullable Position position(Draft draft) {
        if (!(draft.value("position") instanceof UUID id)) {
            draft.fault("position", "hiring.fault.position");
            return null;
        }
        try {
            return positions.get(id);
        } catch (NoSuchRecord _) {
            if (draft.gives("position")) {
                draft.fault("position", "hiring.fault.position");
            }
            return null;
        }
    }

    /** A new one is written; another language or way of writing writes anew what nobody edited. */
    private void texts(Draft draft, Position position) {
        var again = draft.gives("language") || draft.gives("inclusive");
        if (!draft.isNew() && !again) {
            return;
        }
        regenerate(draft, position);
    }

    /** Writes all parts anew that nobody edited; edits stay. */
    void regenerate(Draft draft, Position position) {
        var locale = "fr".equals(draft.text("language")) ? Locale.FRANCE : Locale.UK;
        var form = InclusiveForm.of(Objects.requireNonNull(draft.text("inclusive")));
        var id = draft.id();
        var written = new HashMap<>(id == null ? Map.of() : written(id));
        var fresh = write.write(position, locale, form);
        fresh.forEach((part, text) -> {
            var present = Objects.requireNonNullElse(draft.text(part), "");
            var before = written.getOrDefault(part, "");
            if (!draft.gives(part) && JobDescription.same(present, before) || draft.isNew() && present.isBlank()) {
                draft.set(part, text);
            }
            written.put(part, text);
        });
        var title = write.title(position.role(), locale, form);
        var called = Objects.requireNonNullElse(draft.text("name"), "");
        if (called.isBlank() || !draft.gives("name") && called.equals(written.get("title"))) {
            draft.set("name", title);
        }
        written.put("title", title);
        draft.setColumn("written", JSONB.valueOf(json.writeValueAsString(written)));
    }

    Map<String, String> written(UUID id) {
        var row = sql.select(JOB_DESCRIPTION.WRITTEN)
                .from(JOB_DESCRIPTION)
                .where(JOB_DESCRIPTION.ID.eq(id))
                .fetchOne(JOB_DESCRIPTION.WRITTEN);
        return row == null ? Map.of() : json.readValue(row.data(), TEXTS);
    }

    private static void lengths(Draft draft) {
        for (var part : DescriptionPart.ids()) {
            var text = draft.text(part);
            if (text != null && text.length() > LONGEST) {
                draft.fault(part, "problem.field.too-long", LONGEST);
            }
        }
        var title = draft.text("name");
        if (title != null && title.length() > LONGEST_TITLE) {
            draft.fault("name", "problem.field.too-long", LONGEST_TITLE);
        } else if ((title == null || title.isBlank()) && draft.gives("name")) {
            draft.fault("name", "hiring.fault.title");
        }
    }

    private static void pay(Draft draft) {
        if (!(draft.value("salary_min") instanceof Money least) || !(draft.value("salary_max") instanceof Money most)) {
            return;
        }
        if (!least.currency().equals(most.currency())) {
            draft.fault("salary_max", "hiring.fault.currency");
        } else if (least.value().compareTo(most.value()) > 0) {
            draft.fault("salary_max", "hiring.fault.range");
        } else if (least.value().signum() <= 0) {
            draft.fault("salary_min", "hiring.fault.positive");
        }
        if (draft.value("variable") instanceof Money variable
                && draft.gives("variable")
                && !variable.currency().equals(most.currency())) {
            draft.fault("variable", "hiring.fault.currency");
        }
    }

    private void publish(Draft draft, @Nullable Position position, Actor me) {
        if (draft.value("salary_min") == null) {
            draft.fault("salary_min", "hiring.fault.salary");
        }
        if (draft.value("salary_max") == null) {
            draft.fault("salary_max", "hiring.fault.salary");
        }
        if (draft.text("contract") == null) {
            draft.fault("contract", "hiring.fault.contract");
        }
        if (draft.text("city") == null && !"full".equals(draft.text("remote"))) {
            draft.fault("city", "hiring.fault.city");
        }
        if (draft.text("country") == null) {
            draft.fault("country", "hiring.fault.country");
        }
        for (var part : DescriptionPart.ids()) {
            var asked = PAST_PAY.matcher(Objects.requireNonNullElse(draft.text(part), ""));
            if (asked.find() && !isDenied(Objects.requireNonNull(draft.text(part)), asked.start())) {
                draft.fault(part, "hiring.fault.past-pay", asked.group());
            }
        }
        for (var part : new DescriptionPart[] {DescriptionPart.MISSIONS, DescriptionPart.LEGAL}) {
            if (Objects.requireNonNullElse(draft.text(part.id()), "").isBlank()) {
                draft.fault(part.id(), "hiring.fault.part");
            }
        }
        if (draft.gives("state")) {
            if (position != null && position.isFilled()) {
                draft.fault("state", "hiring.fault.filled");
            }
            var until = draft.value("apply_until");
            if (until instanceof LocalDate day && day.isBefore(today())) {
                draft.fault("apply_until", "hiring.fault.until");
            }
        }
        open(draft, me);
    }

    /** As the public page counts. */
    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), workspaces.settings().zone());
    }

    /** « Nous ne vous demanderons pas votre salaire actuel » is what the law wants. */
    private static boolean isDenied(String text, int at) {
        var sentence = text.substring(Math.max(text.lastIndexOf('\n', at), text.lastIndexOf('.', at)) + 1, at)
                .toLowerCase(Locale.ROOT);
        return Pattern.compile("\\b(ne|n['’]|not|never|won['’]t|don['’]t|ni|jamais|aucun\\w*|sans)\\b|\\bn['’]")
                .matcher(sentence)
                .find();
    }

    private void open(Draft draft, Actor me) {
        var id = draft.id();
        var row = id == null
                ? null
                : sql.select(JOB_DESCRIPTION.LINK, JOB_DESCRIPTION.STATE)
                        .from(JOB_DESCRIPTION)
                        .where(JOB_DESCRIPTION.ID.eq(id))
                        .fetchOne();
        if (row == null || row.value1() == null) {
            draft.setColumn("link", JobLink.random(me.workspace()).text());
        }
        if (row == null || !"published".equals(row.value2())) {
            draft.setColumn("published_at", clock.instant().atOffset(ZoneOffset.UTC));
        }
    }
}
