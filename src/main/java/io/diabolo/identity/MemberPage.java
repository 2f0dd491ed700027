package io.diabolo.identity;

import io.diabolo.platform.Actor;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that the page of a member shows.
 *
 * @param member null for somebody who is being invited
 * @param roles as ticked
 */
record MemberPage(@Nullable Member member, Form form, List<String> roles, List<Team> teams, List<Member> others) {
    boolean isNew() {
        return member == null;
    }

    String path() {
        return member == null ? "/members" : "/members/" + member.id();
    }

    boolean has(String role) {
        return roles.contains(role);
    }

    boolean isActive() {
        return member != null && member.isActive();
    }

    /** Waits for an invitation or has one. */
    boolean isAwaited() {
        return member != null && (member.state() == MemberState.PLACEHOLDER || member.state() == MemberState.INVITED);
    }

    boolean isPlaceholder() {
        return member != null && member.state() == MemberState.PLACEHOLDER;
    }

    boolean hasLeft() {
        return member != null && member.state() == MemberState.LEFT;
    }

    String name() {
        return member == null ? "" : member.name();
    }

    /** For who changes the member in a form, where it doesn't stand; everybody else reads it among the facts. */
    String address(Actor me) {
        return member == null || hasLeft() || !me.administrator() ? "" : Objects.requireNonNullElse(member.email(), "");
    }

    /** Who may take over, or stand above. */
    List<Member> colleagues() {
        return others.stream()
                .filter(other -> member == null || !other.id().equals(member.id()))
                .toList();
    }

    List<Member> successors() {
        return colleagues().stream().filter(Member::isActive).toList();
    }
}
