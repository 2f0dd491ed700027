package io.diabolo.identity;

import io.diabolo.platform.Actor;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** A request of a member who signed in before. */
public final class TestSession {
    private TestSession() {}

    public static RequestPostProcessor of(Actor actor) {
        var member = new SessionMember(
                null, actor.workspace().value(), actor.member().value(), false, false);
        return SecurityMockMvcRequestPostProcessors.authentication(
                UsernamePasswordAuthenticationToken.authenticated(member, null, List.of()));
    }
}
