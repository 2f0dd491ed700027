package io.diabolo.journey;

import static io.diabolo.jooq.Tables.HANDOFF;
import static io.diabolo.jooq.Tables.SEARCH_ENTRY;

import io.diabolo.clocks.Clocks;
import io.diabolo.clocks.Promise;
import io.diabolo.identity.Members;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Announcements;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What has to be right before something is handed over, and how the offer is written. */
@Component
class Offering {
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Members members;
    private final HandoffTimes times;
    private final Clocks clocks;
    private final ChangeSets changeSets;
    private final Announcements announcements;
    private final ObjectProvider<BeforeHandoff> before;
    private final JsonMapper json;

    Offering(
            DSLContext sql,
            Records records,
            RecordTypes types,
            Members members,
            HandoffTimes times,
            Clocks clocks,
            ChangeSets changeSets,
            Announcements announcements,
            ObjectProvider<BeforeHandoff> before,
            JsonMapper json) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.members = members;
        this.times = times;
        this.clocks = clocks;
        this.changeSets = changeSets;
        this.announcements = announcements;
        this.before = before;
        this.json = json;
    }

    void check(Offer offer, Actor me) {
        var kind = offer.kind();
        if (!kind.subjects().contains(offer.subjectType())) {
            throw new BadInput("subject_type", "handoff.fault.subject");
        }
        var type = types.byId(offer.subjectType()).orElseThrow(() -> new NoSuchRecord("type", offer.subjectType()));
        records.get(type, offer.subject(), me);
        if (!kind.to().contains(role(offer))) {
            throw new BadInput("to_role", "handoff.fault.role");
        }
        if (offer.note().length() > Handoffs.LONGEST) {
            throw new BadInput("note", "handoff.fault.long", Handoffs.LONGEST);
        }
        if (!kind.checklist().containsAll(offer.done())) {
            throw new BadInput("checklist", "handoff.fault.checklist");
        }
        var to = offer.to();
        if (to != null) {
            var member = members.find(to);
            if (member == null
                    || !member.isActive()
                    || !(member.roles().contains(role(offer)) || member.roles().contains("manager"))) {
                throw new BadInput("to", "handoff.fault.member");
            }
        }
    }

    static String role(Offer offer) {
        return Objects.requireNonNullElse(offer.toRole(), offer.kind().to().getFirst());
    }

    String label(Offer offer) {
        var label = sql.select(SEARCH_ENTRY.LABEL)
                .from(SEARCH_ENTRY)
                .where(SEARCH_ENTRY.KIND.eq(offer.subjectType()))
                .and(SEARCH_ENTRY.RECORD_ID.eq(offer.subject()))
                .fetchOne(SEARCH_ENTRY.LABEL);
        return label == null ? "" : label;
    }

    HandoffId write(Offer offer, UUID changeSet, Instant now, Actor me) {
        var kind = offer.kind();
        var carried = before.stream()
                .filter(module -> module.kind() == kind && module.isAbout(offer.subjectType()))
                .findFirst()
                .map(module -> module.offering(offer.subject(), changeSet, me))
                .orElse(Map.of());
        var id = sql.select(DSL.field("uuidv7()", UUID.class)).fetchSingle().value1();
        var to = offer.to();
        var clock = clocks.start(
                new Promise(kind.id(), "handoff", id, to, to == null ? role(offer) : null, times.of(kind), 0),
                changeSet);
        sql.insertInto(HANDOFF)
                .set(HANDOFF.ID, id)
                .set(HANDOFF.KIND, kind.id())
                .set(HANDOFF.SUBJECT_TYPE, offer.subjectType())
                .set(HANDOFF.SUBJECT_ID, offer.subject())
                .set(HANDOFF.FROM_MEMBER, me.member().value())
                .set(HANDOFF.FROM_ROLE, fromRole(kind, me))
                .set(HANDOFF.TO_ROLE, role(offer))
                .set(HANDOFF.TO_MEMBER, to == null ? null : to.value())
                .set(HANDOFF.NOTE, offer.note().strip())
                .set(HANDOFF.CARRIED, JSONB.valueOf(json.writeValueAsString(carried)))
                .set(HANDOFF.CHECKLIST, JSONB.valueOf(json.writeValueAsString(offer.done())))
                .set(HANDOFF.OFFERED_AT, HandoffStore.utc(now))
                .set(HANDOFF.DUE_AT, HandoffStore.utc(clock.dueAt()))
                .set(HANDOFF.CLOCK_ID, clock.id().value())
                .set(HANDOFF.CREATED_IN, changeSet)
                .execute();
        changeSets.created(changeSet, "handoff", id);
        announce(offer.subjectType(), offer.subject());
        return new HandoffId(id);
    }

    /** Pages that show the subject show what becomes of it. */
    void announce(String subjectType, UUID subject) {
        announcements.changed(subjectType + "-" + subject);
    }

    /** A manager who holds none of the roles hands over for them. */
    private static String fromRole(HandoffKind kind, Actor me) {
        return kind.from().stream()
                .filter(me.roles()::contains)
                .findFirst()
                .orElse(kind.from().getFirst());
    }
}
