package io.diabolo.offers;

import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Whether all that follows from an acceptance stands; until then pages say that it is being created. */
@Component
class Followed {
    private final ObjectProvider<FollowsAcceptance> following;

    Followed(ObjectProvider<FollowsAcceptance> following) {
        this.following = following;
    }

    boolean all(UUID quote) {
        return following.stream().allMatch(one -> one.stands(quote));
    }
}
