package io.diabolo.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
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

    /**
     * Begins one for a member. A session of before isn't continued: somebody else may know its id or its token. What it
     * had proven still holds.
     */
    void begin(SessionMember member, HttpServletRequest request, HttpServletResponse response) {
        var present = member.likeOf(current());
        var before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        var session = request.getSession(true);
        OpenSession.notes(request).forEach(session::setAttribute);
        if (present.demo()) {
            // Nobody chose the language of an invented member: the visitor's browser does.
            session.setAttribute(VISITOR_LANGUAGE, request.getLocale().getLanguage());
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(present, null, List.of()));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }

    /** The present session goes on as one that has shown both factors. */
    void prove(HttpServletRequest request, HttpServletResponse response) {
        var member = current();
        if (member != null) {
            begin(member.asProven(), request, response);
            renewToken(request, response);
        }
    }

    /** The page that answers this request holds forms, sent in the new session: the token of the old one is gone. */
    private static void renewToken(HttpServletRequest request, HttpServletResponse response) {
        var tokens = new HttpSessionCsrfTokenRepository();
        var token = tokens.generateToken(request);
        tokens.saveToken(token, request, response);
        new XorCsrfTokenRequestAttributeHandler().handle(request, response, () -> token);
    }

    /** Those of whoever is signed in, the latest seen first. */
    List<OpenSession> mine(HttpServletRequest request) {
        var here = request.getSession(false);
        return open().entrySet().stream()
                .map(entry -> OpenSession.of(
                        entry.getValue(), here != null && here.getId().equals(entry.getKey())))
                .sorted(Comparator.comparing(OpenSession::lastSeen).reversed())
                .toList();
    }

    /** Ends one of one's own, known by the id shown for it. False when there is none. */
    boolean end(String shown) {
        var found = open().keySet().stream()
                .filter(id -> OpenSession.shown(id).equals(shown))
                .findFirst();
        found.ifPresent(id -> sessions.ifAvailable(repository -> repository.deleteById(id)));
        return found.isPresent();
    }

    /** Ends all of one's own but the present one. */
    void endOthers(HttpServletRequest request) {
        var here = request.getSession(false);
        open().keySet().stream()
                .filter(id -> here == null || !id.equals(here.getId()))
                .forEach(id -> sessions.ifAvailable(repository -> repository.deleteById(id)));
    }

    /** Ends all sessions of an account, on every device; those of a member without account by the member. */
    void endAll(@Nullable UUID account, UUID member) {
        sessions.ifAvailable(repository -> repository
                .findByPrincipalName(SessionMember.name(account, member))
                .keySet()
                .forEach(repository::deleteById));
    }

    private Map<String, ? extends Session> open() {
        var member = current();
        var repository = sessions.getIfAvailable();
        return member == null || repository == null ? Map.of() : repository.findByPrincipalName(member.getName());
    }

    private static @Nullable SessionMember current() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SessionMember member ? member : null;
    }
}
