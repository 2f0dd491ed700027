package io.diabolo.acquisition;

import static io.diabolo.jooq.Tables.ASSET;
import static io.diabolo.jooq.Tables.CAMPAIGN;
import static io.diabolo.jooq.Tables.FORM;
import static io.diabolo.jooq.Tables.TOUCH;

import io.diabolo.platform.WorkspaceId;
import io.diabolo.qualification.Interest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The contacts of people with campaigns and assets: what attribution shares out, and what scores may read. */
@Service
public class Touches {
    /**
     * One contact.
     *
     * @param kind visit, submission or download
     */
    public record Touch(
            UUID id,
            Instant at,
            String kind,
            @Nullable UUID lead,
            @Nullable String campaign,
            @Nullable String asset,
            @Nullable String form,
            @Nullable String source,
            @Nullable String medium,
            @Nullable String page) {
        /** What it was about, in one name. */
        String what() {
            for (var name : new String[] {asset, form, campaign, page}) {
                if (name != null) {
                    return name;
                }
            }
            return "";
        }
    }

    /** A page that is loaded again within this is one visit of it. */
    private static final Duration SAME_VISIT = Duration.ofMinutes(30);

    private final DSLContext sql;
    private final Fingerprints fingerprints;
    private final Interest interest;
    private final TouchRules rules;
    private final Clock clock;

    Touches(DSLContext sql, Fingerprints fingerprints, Interest interest, TouchRules rules, Clock clock) {
        this.sql = sql;
        this.fingerprints = fingerprints;
        this.interest = interest;
        this.rules = rules;
        this.clock = clock;
    }

    /** Of a person, the latest first. The caller says who may see the person. Reads the index touch_of_person. */
    @Transactional(readOnly = true)
    public List<Touch> of(UUID person, int limit) {
        return sql.select(TOUCH.asterisk(), CAMPAIGN.NAME, ASSET.NAME, FORM.NAME)
                .from(TOUCH)
                .leftJoin(CAMPAIGN)
                .on(CAMPAIGN.WORKSPACE_ID.eq(TOUCH.WORKSPACE_ID))
                .and(CAMPAIGN.ID.eq(TOUCH.CAMPAIGN_ID))
                .leftJoin(ASSET)
                .on(ASSET.WORKSPACE_ID.eq(TOUCH.WORKSPACE_ID))
                .and(ASSET.ID.eq(TOUCH.ASSET_ID))
                .leftJoin(FORM)
                .on(FORM.WORKSPACE_ID.eq(TOUCH.WORKSPACE_ID))
                .and(FORM.ID.eq(TOUCH.FORM_ID))
                .where(TOUCH.PERSON_ID.eq(person))
                .orderBy(TOUCH.AT.desc(), TOUCH.ID.desc())
                .limit(limit)
                .fetch(row -> new Touch(
                        row.get(TOUCH.ID),
                        row.get(TOUCH.AT).toInstant(),
                        row.get(TOUCH.KIND),
                        row.get(TOUCH.LEAD_ID),
                        row.get(CAMPAIGN.NAME),
                        row.get(ASSET.NAME),
                        row.get(FORM.NAME),
                        row.get(TOUCH.SOURCE),
                        row.get(TOUCH.MEDIUM),
                        row.get(TOUCH.PAGE)));
    }

    /** The campaign that links name by this value. Reads the index campaign_by_utm. */
    @Nullable
    UUID campaign(@Nullable String utm) {
        return utm == null
                ? null
                : sql.select(CAMPAIGN.ID)
                        .from(CAMPAIGN)
                        .where(CAMPAIGN.UTM_KEY.eq(DSL.function("fold", String.class, DSL.val(utm))))
                        .and(CAMPAIGN.DELETED_AT.isNull())
                        .fetchOne(CAMPAIGN.ID);
    }

    /**
     * What somebody did who has told who they are.
     *
     * @param changeSet whose undo takes it back
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void add(String kind, Told told, Instant at, @Nullable UUID changeSet) {
        var utm = told.utm();
        sql.insertInto(TOUCH)
                .set(TOUCH.AT, at.atOffset(ZoneOffset.UTC))
                .set(TOUCH.KIND, kind)
                .set(TOUCH.VISITOR, told.visitor())
                .set(TOUCH.PERSON_ID, told.person())
                .set(TOUCH.LEAD_ID, told.lead())
                .set(TOUCH.CAMPAIGN_ID, told.campaign())
                .set(TOUCH.ASSET_ID, told.asset())
                .set(TOUCH.FORM_ID, told.form())
                .set(TOUCH.SOURCE, utm.source())
                .set(TOUCH.MEDIUM, utm.medium())
                .set(TOUCH.UTM_CAMPAIGN, utm.campaign())
                .set(TOUCH.PAGE, told.page())
                .set(TOUCH.CREATED_IN, changeSet)
                .execute();
        if (told.person() != null) {
            interest.shown(told.person(), rules);
        }
    }

    /** Of one contact: who, through what, of what. */
    record Told(
            byte @Nullable [] visitor,
            @Nullable UUID person,
            @Nullable UUID lead,
            @Nullable UUID campaign,
            @Nullable UUID asset,
            @Nullable UUID form,
            Utm utm,
            @Nullable String page) {}

    /** What a visitor did before they said who they are was theirs. Reads the index touch_of_visitor. */
    @Transactional(propagation = Propagation.MANDATORY)
    void join(byte[] visitor, UUID person) {
        var joined = sql.update(TOUCH)
                .set(TOUCH.PERSON_ID, person)
                .where(TOUCH.VISITOR.eq(visitor))
                .and(TOUCH.PERSON_ID.isNull())
                .execute();
        if (joined > 0) {
            interest.shown(person, rules);
        }
    }

    /** A page of the customer's site was opened by somebody who agreed that it is recorded. */
    @Transactional
    void visited(String visitor, String page, Utm utm, WorkspaceId workspace) {
        var who = fingerprints.visitor(visitor, workspace);
        var bare = page.replaceFirst("[?#].*$", "");
        var now = clock.instant();
        var again = sql.fetchExists(
                TOUCH,
                TOUCH.VISITOR.eq(who),
                TOUCH.KIND.eq("visit"),
                TOUCH.PAGE.eq(bare),
                TOUCH.UTM_CAMPAIGN.isNotDistinctFrom(utm.campaign()),
                TOUCH.AT.gt(now.minus(SAME_VISIT).atOffset(ZoneOffset.UTC)));
        if (again) {
            return;
        }
        var person = sql.select(TOUCH.PERSON_ID)
                .from(TOUCH)
                .where(TOUCH.VISITOR.eq(who))
                .and(TOUCH.PERSON_ID.isNotNull())
                .orderBy(TOUCH.AT.desc())
                .limit(1)
                .fetchOne(TOUCH.PERSON_ID);
        var asset = sql.select(ASSET.ID, ASSET.CAMPAIGN_ID)
                .from(ASSET)
                .where(ASSET.URL.in(bare, bare + "/", bare.replaceFirst("/$", "")))
                .and(ASSET.DELETED_AT.isNull())
                .orderBy(ASSET.ID)
                .limit(1)
                .fetchOne();
        var named = campaign(utm.campaign());
        var campaign = named == null && asset != null ? asset.value2() : named;
        add(
                "visit",
                new Told(who, person, null, campaign, asset == null ? null : asset.value1(), null, utm, bare),
                now,
                null);
    }
}
