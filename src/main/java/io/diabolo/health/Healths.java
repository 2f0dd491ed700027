package io.diabolo.health;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.HEALTH;
import static io.diabolo.jooq.Tables.HEALTH_RISK;

import io.diabolo.health.churn.ChurnPredictions;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Visible;
import io.diabolo.web.Ui;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The health of customers: how it is and was, and why; measured anew; and what is put aside. Who sees a company sees it. */
@Service
public class Healths {
    private static final Set<String> CARING =
            Set.of("csm", "am", "perf", "ae", "support", "ops", "manager", "salesops");
    private static final int LONGEST_NOTE = 500;
    private final DSLContext sql;
    private final Records records;
    /** Later: what stands beside a record is asked for by pages that know all types. */
    private final ObjectProvider<RecordTypes> types;

    private final HealthLines lines;
    private final HealthPast past;
    private final ChurnPredictions churn;
    private final ObjectProvider<MeasureHealth> measuring;
    private final ObjectProvider<Risks> risks;
    private final ChangeSets changeSets;

    Healths(
            DSLContext sql,
            Records records,
            ObjectProvider<RecordTypes> types,
            HealthLines lines,
            HealthPast past,
            ChurnPredictions churn,
            ObjectProvider<MeasureHealth> measuring,
            ObjectProvider<Risks> risks,
            ChangeSets changeSets) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.lines = lines;
        this.past = past;
        this.churn = churn;
        this.measuring = measuring;
        this.risks = risks;
        this.changeSets = changeSets;
    }

    /** @throws NoSuchRecord also if the company can't be seen */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public Health of(UUID company, Ui ui) {
        seen(company, ui.me());
        var name = sql.select(COMPANY.NAME)
                .from(COMPANY)
                .where(COMPANY.ID.eq(company))
                .fetchOptional(COMPANY.NAME)
                .orElseThrow(() -> new NoSuchRecord("company", company));
        var now = lines.now(company, true, ui);
        return new Health(
                company,
                name,
                now,
                past.days(company, ui.locale()),
                past.risks(company, ui.locale()),
                now == null ? null : churn.of(company));
    }

    /** What stands beside a company that may be seen: its score with the rules that hold, how it went, its risk. */
    @Transactional(readOnly = true)
    public Health beside(UUID company, String name, Ui ui) {
        return new Health(
                company,
                name,
                lines.now(company, false, ui),
                past.days(company, ui.locale()),
                past.risks(company, ui.locale()),
                null);
    }

    /** Who looks after a customer sees its health, though the company may be another's. */
    private void seen(UUID company, Actor me) {
        var theirs = sql.fetchExists(
                HEALTH,
                HEALTH.COMPANY_ID
                        .eq(company)
                        .and(Visible.to(
                                me, types.getObject().byId(HealthType.ID).orElseThrow())));
        if (theirs) {
            return;
        }
        records.get(types.getObject().byId("company").orElseThrow(), company, me);
    }

    /** Whose health an entry of the list is. @throws NoSuchRecord where there is none that may be seen */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public UUID companyOf(UUID health, Actor me) {
        return sql.select(HEALTH.COMPANY_ID)
                .from(HEALTH)
                .where(HEALTH.ID.eq(health))
                .and(Visible.to(me, types.getObject().byId(HealthType.ID).orElseThrow()))
                .fetchOptional(HEALTH.COMPANY_ID)
                .orElseThrow(() -> new NoSuchRecord(HealthType.ID, health));
    }

    static boolean mayCare(Actor me) {
        return me.administrator() || me.roles().stream().anyMatch(CARING::contains);
    }

    private static void care(Actor me) {
        me.mayWrite();
        if (!mayCare(me)) {
            throw new NotAllowed("health");
        }
    }

    /**
     * Measures one customer at once.
     *
     * @throws NoSuchRecord also if the company can't be seen
     * @throws BadInput where it isn't a customer
     */
    @Transactional
    public void measure(UUID company, Actor me) {
        care(me);
        seen(company, me);
        var customer = sql.fetchExists(
                CONTRACT,
                CONTRACT.COMPANY_ID
                        .eq(company)
                        .and(CONTRACT.STATE.eq("running"))
                        .and(CONTRACT.DELETED_AT.isNull()));
        if (!customer) {
            throw new BadInput("", "health.fault.customer");
        }
        measuring.getObject().now(company);
    }

    /** Measures all customers, in the background. @return the job */
    public UUID measureAll(Actor me) {
        care(me);
        return measuring.getObject().begin(me);
    }

    /**
     * Puts an open risk aside: it isn't brought up again for thirty days.
     *
     * @throws BadInput without a reason
     * @throws StaleVersion when it was ended meanwhile
     */
    @Transactional
    public void putAside(UUID company, UUID id, String note, @Nullable Integer version, Actor me) {
        care(me);
        seen(company, me);
        var risk = sql.selectFrom(HEALTH_RISK)
                .where(HEALTH_RISK.ID.eq(id))
                .and(HEALTH_RISK.COMPANY_ID.eq(company))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NoSuchRecord("health_risk", id));
        if (risk.getEndedAt() != null || (version != null && !version.equals(risk.getVersion()))) {
            throw new StaleVersion(version == null ? 0 : version, risk.getVersion());
        }
        if (note.isBlank() || note.length() > LONGEST_NOTE || note.indexOf('\0') >= 0) {
            throw new BadInput("note", "risk.fault.note", LONGEST_NOTE);
        }
        risks.getObject().end(risk, "aside", note.strip(), me.member().value(), me);
        var changeSet = changeSets.open(me, "risk.aside", note.strip());
        changeSets.updated(changeSet, "health_risk", id, Map.of("note", ""), Map.of("note", note.strip()));
    }
}
