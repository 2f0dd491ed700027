package io.diabolo.organisation;

import static io.diabolo.jooq.Tables.OWN_ROLE;
import static io.diabolo.jooq.Tables.POSITION;

import io.diabolo.journey.Stage;
import io.diabolo.roles.CanonicalRole;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The workspace's own roles, and the map of roles with them. */
@Service
class OwnRoles {
    private final DSLContext sql;
    private final Seats seats;
    private final Positions positions;

    OwnRoles(DSLContext sql, Seats seats, Positions positions) {
        this.sql = sql;
        this.seats = seats;
        this.positions = positions;
    }

    @Transactional(readOnly = true)
    public RoleMap map() {
        var usual = CanonicalRole.catalogue().stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        role -> positions.usual(role).stream()
                                .map(id -> Stage.named(id).orElseThrow())
                                .toList()));
        return new RoleMap(RoleMap.roles(seats.all(), all(), usual));
    }

    private List<OwnRole> all() {
        var of = of();
        return sql.selectFrom(OWN_ROLE)
                .where(OWN_ROLE.DELETED_AT.isNull())
                .orderBy(OWN_ROLE.NAME_KEY, OWN_ROLE.ID)
                .fetch(row -> new OwnRole(
                        row.getId(),
                        row.getName(),
                        Objects.requireNonNull(CanonicalRole.of(row.getBasedOn())),
                        row.getReplaces(),
                        row.getStages() == null
                                ? List.of()
                                : Arrays.stream(row.getStages())
                                        .map(id -> Stage.named(id).orElseThrow())
                                        .sorted()
                                        .toList(),
                        of.getOrDefault(row.getId(), Set.of())));
    }

    private Map<UUID, Set<UUID>> of() {
        var all = new HashMap<UUID, Set<UUID>>();
        sql.select(POSITION.OWN_ROLE_ID, POSITION.ID)
                .from(POSITION)
                .where(POSITION.OWN_ROLE_ID.isNotNull())
                .and(POSITION.DELETED_AT.isNull())
                .forEach(row ->
                        all.computeIfAbsent(row.value1(), _ -> new HashSet<>()).add(row.value2()));
        return all;
    }
}
