package io.diabolo.identity;

import io.diabolo.platform.MemberId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an administrator says about a member, invited or there already. */
record MemberRequest(
        String name,
        String email,
        List<String> roles,
        boolean administrator,
        String sight,
        @Nullable MemberId manager,
        @Nullable TeamId team) {}
