package io.diabolo.organisation;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.POSITION;
import static io.diabolo.jooq.Tables.TEAM;

import io.diabolo.identity.TeamId;
import io.diabolo.journey.Stage;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Money;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.roles.CanonicalRole;
import io.diabolo.roles.RoleCatalogue;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The positions of the organisation, as every member sees them. They are written as records of the type {@code position}. */
@Service
public class Positions {
    private static final io.diabolo.jooq.tables.Member HOLDER = MEMBER.as("holder");
    private static final io.diabolo.jooq.tables.Member ABOVE = MEMBER.as("above");
    private final DSLContext sql;
    private final RoleCatalogue catalogue;

    Positions(DSLContext sql, RoleCatalogue catalogue) {
        this.sql = sql;
        this.catalogue = catalogue;
    }

    /** All of them, by title; none that lies in the bin. */
    @Transactional(readOnly = true)
    public List<Position> all() {
        return list(POSITION.DELETED_AT.isNull());
    }

    /** Those for which somebody is looked for, the longest first. */
    @Transactional(readOnly = true)
    public List<Position> open() {
        return list(POSITION.STATE.eq("open").and(POSITION.DELETED_AT.isNull()));
    }

    /** Those that this member fills. */
    @Transactional(readOnly = true)
    public List<Position> of(MemberId member) {
        return list(POSITION.MEMBER_ID.eq(member.value()).and(POSITION.DELETED_AT.isNull()));
    }

    /** @throws NoSuchRecord also if it lies in the bin */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public Position get(UUID id) {
        return list(POSITION.ID.eq(id).and(POSITION.DELETED_AT.isNull())).stream()
                .findFirst()
                .orElseThrow(() -> new NoSuchRecord("position", id));
    }

    private List<Position> list(Condition which) {
        return sql.select(POSITION.fields())
                .select(HOLDER.NAME, ABOVE.NAME, TEAM.NAME)
                .from(POSITION)
                .leftJoin(HOLDER)
                .on(HOLDER.WORKSPACE_ID.eq(POSITION.WORKSPACE_ID))
                .and(HOLDER.ID.eq(POSITION.MEMBER_ID))
                .leftJoin(ABOVE)
                .on(ABOVE.WORKSPACE_ID.eq(POSITION.WORKSPACE_ID))
                .and(ABOVE.ID.eq(POSITION.MANAGER_ID))
                .leftJoin(TEAM)
                .on(TEAM.WORKSPACE_ID.eq(POSITION.WORKSPACE_ID))
                .and(TEAM.ID.eq(POSITION.TEAM_ID))
                .where(which)
                .orderBy(POSITION.NAME_KEY, POSITION.ID)
                .fetch(this::position);
    }

    private Position position(Record row) {
        var of = row.into(POSITION);
        var role = Objects.requireNonNull(CanonicalRole.of(of.getRole()), of.getRole());
        var quota = of.getQuota();
        return new Position(
                of.getId(),
                of.getName(),
                role,
                PositionState.of(of.getState()),
                member(of.getMemberId()),
                row.get(HOLDER.NAME),
                of.getTeamId() == null ? null : new TeamId(of.getTeamId()),
                row.get(TEAM.NAME),
                member(of.getManagerId()),
                row.get(ABOVE.NAME),
                of.getStartsOn(),
                of.getShare(),
                stages(role, of.getStages()),
                several(of.getChannels()),
                several(of.getSegments()),
                of.getTerritory(),
                several(of.getLanguages()),
                quota == null ? null : Money.ofMinor(quota, Objects.requireNonNullElse(of.getQuotaCurrency(), "EUR")),
                of.getRampMonths(),
                of.getNote(),
                member(of.getOwnerId()),
                of.getVersion());
    }

    private static @Nullable MemberId member(@Nullable UUID id) {
        return id == null ? null : new MemberId(id);
    }

    private static List<String> several(String @Nullable [] all) {
        return all == null ? List.of() : Arrays.asList(all);
    }

    private List<Stage> stages(CanonicalRole role, String @Nullable [] own) {
        return (own == null || own.length == 0 ? usual(role) : Arrays.asList(own))
                .stream().map(id -> Stage.named(id).orElseThrow()).sorted().toList();
    }

    /** Where this role usually works. */
    List<String> usual(CanonicalRole role) {
        var facts = catalogue.of(role.id());
        return facts == null ? List.of() : facts.held();
    }
}
