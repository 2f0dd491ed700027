package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.ONBOARDING;
import static io.diabolo.jooq.Tables.ONBOARDING_STEP;

import io.diabolo.clocks.Budget;
import io.diabolo.clocks.Calendars;
import io.diabolo.clocks.Clocks;
import io.diabolo.clocks.Promise;
import io.diabolo.clocks.WorkingCalendar;
import io.diabolo.jooq.tables.records.OnboardingRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.Draft;
import io.diabolo.records.Written;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** A new onboarding gets its steps from its template, planned from the signature on, and a clock until its go-live. */
@Component
class OnboardingRules {
    private static final LocalDate EARLIEST = LocalDate.of(1990, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2120, 1, 1);
    private static final int MOST_DAYS = 500;
    /** Working minutes after which the manager is told: a day. */
    private static final int GRACE = 8 * 60;

    private final DSLContext sql;
    private final Calendars calendars;
    private final Clocks clocks;
    private final OnboardingTemplates templates;
    private final AskInternally asking;
    private final Workspaces workspaces;
    private final Clock clock;

    OnboardingRules(
            DSLContext sql,
            Calendars calendars,
            Clocks clocks,
            OnboardingTemplates templates,
            AskInternally asking,
            Workspaces workspaces,
            Clock clock) {
        this.sql = sql;
        this.calendars = calendars;
        this.clocks = clocks;
        this.templates = templates;
        this.asking = asking;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), workspaces.settings().zone());
    }

    /** What a form for a new one shows. */
    Map<String, String> usual() {
        return Map.of("template", OnboardingTemplate.SOFTWARE.id(), "signed_on", today().toString());
    }

    void prepare(Draft draft, Actor me) {
        if (draft.text("name") == null) {
            draft.fault("name", "onboarding.fault.name");
        }
        if (!draft.isNew()) {
            for (var fixed : List.of("template", "own_template", "signed_on")) {
                if (draft.gives(fixed)) {
                    draft.fault(fixed, "onboarding.fault.fixed");
                }
            }
            if (draft.gives("language") && draft.value("language") == null) {
                draft.fault("language", "contract.fault.choice");
            }
            return;
        }
        template(draft);
        if (draft.value("language") == null) {
            draft.set("language", workspaces.settings().locale().getLanguage().equals("fr") ? "fr" : "en");
        }
        if (draft.value("signed_on") == null) {
            draft.set("signed_on", today());
        }
        if (draft.value("owner") == null) {
            draft.set("owner", me.member().value());
        }
        if (draft.value("signed_on") instanceof LocalDate day && (day.isBefore(EARLIEST) || day.isAfter(LATEST))) {
            draft.fault("signed_on", "contract.fault.day");
        }
        if (!draft.hasFaults()) {
            draft.setColumn("go_live_on", draft.value("signed_on"));
            draft.setColumn("foreseen_on", draft.value("signed_on"));
            draft.setColumn("link", OnboardingLink.random(me.workspace()).text());
        }
    }

    /** One of one's own says of which kind it is. */
    private void template(Draft draft) {
        if (draft.value("own_template") instanceof UUID id) {
            var own = templates.find(id);
            if (own == null || !own.getState().equals("active")) {
                draft.fault("own_template", "onboarding.fault.template");
                return;
            }
            draft.set("template", own.getKind());
            draft.setColumn(
                    "template_version_id",
                    templates.version(id, own.getStepsVersion()).id());
        } else if (draft.value("template") == null) {
            draft.set("template", OnboardingTemplate.SOFTWARE.id());
        }
    }

    void written(Written written, Actor me) {
        if (!written.created()) {
            return;
        }
        var onboarding =
                sql.selectFrom(ONBOARDING).where(ONBOARDING.ID.eq(written.id())).fetchSingle();
        plan(onboarding, written.changeSet(), me);
    }

    private void plan(OnboardingRecord onboarding, UUID changeSet, Actor me) {
        var steps = steps(onboarding);
        var calendar = calendars.ofWorkspace();
        var ids = new HashMap<String, UUID>();
        var fresh = sql.fetchValues("select uuidv7() from generate_series(1, ?)", steps.size());
        for (var at = 0; at < fresh.size(); at++) {
            ids.put(steps.get(at).id(), (UUID) fresh.get(at));
        }
        var items = steps.stream()
                .map(step -> new Schedule.Item(
                        Objects.requireNonNull(ids.get(step.id())), step.days(), step.dueIn(), after(step, ids)))
                .toList();
        var spans = new Schedule(calendar).planned(items, onboarding.getSignedOn());
        var locale = Locale.of(onboarding.getLanguage());
        var rows = new ArrayList<io.diabolo.jooq.tables.records.OnboardingStepRecord>();
        for (var at = 0; at < items.size(); at++) {
            var step = steps.get(at);
            var item = items.get(at);
            var span = Objects.requireNonNull(spans.get(item.id()));
            var row = sql.newRecord(ONBOARDING_STEP);
            row.setId(item.id());
            row.setOnboardingId(onboarding.getId());
            row.setPosition(at + 1);
            row.setKind(step.kind());
            row.setSide(step.side());
            row.setRole(step.role());
            row.setOwnerId("csm".equals(step.role()) ? onboarding.getOwnerId() : null);
            row.setName(step.name(locale));
            row.setAfterIds(item.after().toArray(UUID[]::new));
            row.setDays(item.days());
            row.setDueIn(item.dueIn());
            row.setAsks(step.asks());
            row.setStartsOn(span.from());
            row.setDueOn(span.to());
            row.setCreatedIn(changeSet);
            rows.add(row);
        }
        sql.batchInsert(rows).execute();
        var end = Objects.requireNonNull(ids.get(TemplateStep.GO_LIVE));
        var goLive = Objects.requireNonNull(spans.get(end)).to();
        var foreseen = Objects.requireNonNull(new Schedule(calendar)
                        .foreseen(items, onboarding.getSignedOn(), Map.of(), today())
                        .get(end))
                .to();
        sql.update(ONBOARDING)
                .set(ONBOARDING.GO_LIVE_ON, goLive)
                .set(ONBOARDING.FORESEEN_ON, foreseen)
                .where(ONBOARDING.ID.eq(onboarding.getId()))
                .execute();
        promise(onboarding, goLive, calendar, changeSet, me);
        asking.ask(onboarding);
    }

    /** Those of one's own template as they were written; those that come with Diabolo take longer in a larger house. */
    private List<TemplateStep> steps(OnboardingRecord onboarding) {
        var own = onboarding.getOwnTemplateId();
        var version = onboarding.getTemplateVersionId();
        if (own != null && version != null) {
            return templates.versions(own).stream()
                    .filter(one -> one.id().equals(version))
                    .findFirst()
                    .orElseThrow()
                    .steps();
        }
        var segment = onboarding.getCompanyId() == null
                ? null
                : sql.select(COMPANY.SEGMENT)
                        .from(COMPANY)
                        .where(COMPANY.ID.eq(onboarding.getCompanyId()))
                        .fetchOne(COMPANY.SEGMENT);
        return templates.builtIn(onboarding.getTemplate()).stream()
                .map(step -> step.lasting(OnboardingTemplate.days(step.days(), segment)))
                .toList();
    }

    private static List<UUID> after(TemplateStep step, Map<String, UUID> ids) {
        return step.after().stream()
                .map(id -> Objects.requireNonNull(ids.get(id)))
                .toList();
    }

    /** The clock warns the CSM while there is time, and tells of it when the day has passed. */
    private void promise(
            OnboardingRecord onboarding, LocalDate goLive, WorkingCalendar calendar, UUID changeSet, Actor me) {
        var days = workingDays(today(), goLive, calendar);
        if (days < 1) {
            return;
        }
        var owner = onboarding.getOwnerId() == null ? me.member() : new MemberId(onboarding.getOwnerId());
        clocks.start(
                new Promise(
                        "onboarding",
                        "onboarding",
                        onboarding.getId(),
                        owner,
                        null,
                        Budget.days(Math.min(days, MOST_DAYS)),
                        GRACE),
                changeSet);
    }

    private static int workingDays(LocalDate from, LocalDate to, WorkingCalendar calendar) {
        var days = 0;
        for (var day = from.plusDays(1); !day.isAfter(to) && days < MOST_DAYS; day = day.plusDays(1)) {
            days += calendar.worked(day).isEmpty() ? 0 : 1;
        }
        return days;
    }
}
