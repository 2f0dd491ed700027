package io.diabolo.automation;

import io.diabolo.identity.Members;
import io.diabolo.identity.SalesRoles;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.platform.MemberId;
import io.diabolo.qualification.LeadTurns;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which member an action means: {@code owner}, {@code manager}, {@code keeper}, {@code member:<id>}, {@code turn:<role>}, {@code role:<role>}. */
@Component
class Whom {
    private final Members members;
    private final LeadTurns turns;

    Whom(Members members, LeadTurns turns) {
        this.members = members;
        this.turns = turns;
    }

    /** Null when it is right. */
    @Nullable
    Fault fault(String value, String at, boolean several) {
        var known = value.equals("owner")
                || value.equals("manager")
                || value.equals("keeper")
                || isMember(value)
                || isRole(value, several ? "role:" : "turn:");
        return known ? null : new Fault(at, "automation.fault.whom");
    }

    private boolean isMember(String value) {
        var id = id(value);
        var member = id == null ? null : members.find(id);
        return member != null && member.isActive();
    }

    private static boolean isRole(String value, String prefix) {
        return value.startsWith(prefix) && SalesRoles.IDS.contains(value.substring(prefix.length()));
    }

    private static @Nullable MemberId id(String value) {
        return value.matches("member:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? new MemberId(UUID.fromString(value.substring("member:".length())))
                : null;
    }

    /** @throws Deed.Refused when there is nobody */
    MemberId one(String value, Subject subject, Deed.Doing doing) {
        var found = switch (value) {
            case "owner" -> subject.owner();
            case "manager" -> manager(subject.owner());
            case "keeper" -> doing.keeper().member();
            default -> value.startsWith("turn:") ? turns.next(value.substring("turn:".length())) : id(value);
        };
        var member = found == null ? null : members.find(found);
        if (member == null || !member.isActive()) {
            throw new Deed.Refused("automation.fault.nobody");
        }
        return member.id();
    }

    private @Nullable MemberId manager(@Nullable MemberId owner) {
        var member = owner == null ? null : members.find(owner);
        return member == null ? null : member.manager();
    }

    /** @throws Deed.Refused when there is nobody */
    List<MemberId> all(String value, Subject subject, Deed.Doing doing) {
        if (!value.startsWith("role:")) {
            return List.of(one(value, subject, doing));
        }
        var role = value.substring("role:".length());
        var all = new ArrayList<MemberId>();
        members.active().stream().filter(one -> one.roles().contains(role)).forEach(one -> all.add(one.id()));
        if (all.isEmpty()) {
            throw new Deed.Refused("automation.fault.nobody");
        }
        return all;
    }

    /** As it is shown. */
    String name(MemberId member) {
        var found = members.find(member);
        return found == null ? "" : found.name();
    }
}
