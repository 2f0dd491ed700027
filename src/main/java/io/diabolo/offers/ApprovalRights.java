package io.diabolo.offers;

import io.diabolo.identity.Member;
import io.diabolo.identity.Members;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may answer an approval: whoever holds the role or was asked in person, or stands in for them; never whose quote it is. */
@Component
class ApprovalRights {
    private final Members members;
    private final Delegations delegations;

    ApprovalRights(Members members, Delegations delegations) {
        this.members = members;
        this.delegations = delegations;
    }

    @Nullable
    MemberId whose(Quote quote, Approval one, Actor me) {
        return whose(quote, one, delegations.absent(me.member()), me);
    }

    /** Whose approval it would be if {@code me} answered now: their own, or that of somebody who is away. Null: none. */
    @Nullable
    MemberId whose(Quote quote, Approval one, List<Member> absent, Actor me) {
        if (!one.isWaiting() || !one.open() || (isOwn(quote, one, me.member()) && !isAlone(me))) {
            return null;
        }
        var to = one.member();
        if (to != null ? to.equals(me.member()) : me.roles().contains(one.role()) || me.administrator()) {
            return me.member();
        }
        return absent.stream()
                .filter(member ->
                        to != null ? to.equals(member.id()) : member.roles().contains(one.role()))
                .map(Member::id)
                .filter(member -> !isOwn(quote, one, member))
                .findFirst()
                .orElse(null);
    }

    static boolean isOwn(Quote quote, Approval one, MemberId member) {
        return member.equals(quote.createdBy()) || member.equals(quote.owner()) || member.equals(one.askedBy());
    }

    private boolean isAlone(Actor me) {
        return me.administrator() && members.active().size() == 1;
    }
}
