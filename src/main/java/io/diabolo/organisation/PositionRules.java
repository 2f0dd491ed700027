package io.diabolo.organisation;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.OWN_ROLE;
import static io.diabolo.jooq.Tables.POSITION;
import static io.diabolo.jooq.Tables.TEAM;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Texts;
import io.diabolo.records.Draft;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** What holds for every position: who fills it says that it is filled, and the other way round. */
@Component
class PositionRules {
    private static final int MOST_RAMP = 24;
    private final DSLContext sql;
    private final Texts texts;
    private final Clock clock;

    PositionRules(DSLContext sql, Texts texts, Clock clock) {
        this.sql = sql;
        this.texts = texts;
        this.clock = clock;
    }

    void prepare(Draft draft, Actor me) {
        PositionRights.change(me);
        own(draft);
        var role = draft.text("role");
        if (role == null) {
            draft.fault("role", "position.fault.role");
        } else if (draft.text("name") == null) {
            draft.set("name", texts.text(me.locale(), "roles." + role + ".name"));
        }
        if (draft.value("share") == null && (draft.isNew() || draft.gives("share"))) {
            draft.set("share", 100L);
        }
        between(draft, "share", 1, 100);
        between(draft, "ramp_months", 0, MOST_RAMP);
        if (draft.value("owner") == null && draft.isNew()) {
            draft.set("owner", me.member().value());
        }
        team(draft);
        state(draft);
        if (draft.gives("manager")
                && draft.value("manager") instanceof UUID manager
                && manager.equals(draft.value("member"))) {
            draft.fault("manager", "position.fault.manager");
        }
    }

    /** Who has an own role has the canonical one on which it is based, its name and its stages, unless others are given. */
    private void own(Draft draft) {
        if (!draft.gives("own_role") || !(draft.value("own_role") instanceof UUID id)) {
            return;
        }
        var own = sql.selectFrom(OWN_ROLE).where(OWN_ROLE.ID.eq(id)).fetchOne();
        if (own == null) {
            return;
        }
        draft.set("role", own.getBasedOn());
        if (draft.text("name") == null) {
            draft.set("name", own.getName());
        }
        if (draft.value("stages") == null && own.getStages() != null) {
            draft.set("stages", List.of(own.getStages()));
        }
        if (draft.value("channels") == null && own.getChannels() != null) {
            draft.set("channels", List.of(own.getChannels()));
        }
    }

    private static void between(Draft draft, String field, int least, int most) {
        if (draft.value(field) instanceof Number given && (given.longValue() < least || given.longValue() > most)) {
            draft.fault(field, "position.fault.between", least, most);
        }
    }

    private void team(Draft draft) {
        if (!draft.gives("team")) {
            return;
        }
        var name = draft.text("team");
        if (name == null) {
            draft.setColumn("team_id", null);
            return;
        }
        var id = sql.select(TEAM.ID)
                .from(TEAM)
                .where(TEAM.NAME_KEY.eq(DSL.field("fold({0})", String.class, DSL.val(name))))
                .fetchOne(TEAM.ID);
        if (id == null) {
            draft.fault("team", "position.fault.team", name);
        } else {
            draft.setColumn("team_id", id);
        }
    }

    /** What is given decides: a member fills it; without one it is open; "open" given for a filled one lets its member go. */
    private void state(Draft draft) {
        var member = draft.value("member");
        var state = draft.text("state");
        if (draft.gives("member") && member != null) {
            if (draft.gives("state") && state != null && !state.equals("filled")) {
                draft.fault("state", "position.fault.member");
            }
            draft.set("state", "filled");
            left(draft, (UUID) member);
        } else if (draft.gives("state") && state != null && !state.equals("filled")) {
            draft.set("member", null);
        } else if (member == null && "filled".equals(state)) {
            if (draft.gives("state")) {
                draft.fault("member", "position.fault.filled");
            } else {
                draft.set("state", "open");
            }
        } else if (state == null) {
            draft.set("state", "open");
        }
        since(draft);
    }

    private void left(Draft draft, UUID member) {
        var state = sql.select(MEMBER.STATE)
                .from(MEMBER)
                .where(MEMBER.ID.eq(member))
                .fetchOne(MEMBER.STATE);
        if (state == null || state.equals("left")) {
            draft.fault("member", "position.fault.left");
        }
    }

    /** Since when somebody is looked for, and since when it is filled: what a recruiter is measured by. */
    private void since(Draft draft) {
        var id = draft.id();
        var before = id == null
                ? null
                : sql.select(POSITION.STATE)
                        .from(POSITION)
                        .where(POSITION.ID.eq(id))
                        .fetchOne(POSITION.STATE);
        var after = draft.text("state");
        if (after == null || after.equals(before)) {
            return;
        }
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        switch (PositionState.of(after)) {
            case OPEN -> {
                draft.setColumn("opened_at", now);
                draft.setColumn("filled_at", null);
            }
            case FILLED -> draft.setColumn("filled_at", now);
            case PLANNED -> draft.setColumn("filled_at", null);
        }
    }
}
