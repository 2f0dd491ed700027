package io.diabolo.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;

/** Sessions as they begin and end; they stand in the database, so all nodes know them. */
@Component
class Sessions {
    static final String VISITOR_LANGUAGE = "diabolo.visitor-language";

    /** None on the console. */
    private final ObjectProvider<FindByIndexNameSessionRepository<?>> sessions;

    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    Sessions(ObjectProvider<FindByIndexNameSessionRepository<?>> sessions) {
        this.sessions = sessions;
    }

    /** Begins one for a member. A session of before isn't continued: somebody else may know its id or its token. */
    void begin(SessionMember member, HttpServletRequest request, HttpServletResponse response) {
        var before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        var session = request.getSession(true);
        if (member.demo()) {
            // Nobody chose the language of an invented member: the visitor's browser does.
            session.setAttribute(VISITOR_LANGUAGE, request.getLocale().getLanguage());
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(member, null, List.of()));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }

    /** Ends all sessions of an account, on every device; those of a member without account by the member. */
    void endAll(@Nullable UUID account, UUID member) {
        sessions.ifAvailable(repository -> repository
                .findByPrincipalName(SessionMember.name(account, member))
                .keySet()
                .forEach(repository::deleteById));
    }
}
