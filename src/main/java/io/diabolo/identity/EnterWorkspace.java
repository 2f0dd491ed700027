package io.diabolo.identity;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * From session or token to the acting member, read afresh from the database each time: who has left is out with the next
 * request. The rest of the request works in the member's workspace.
 */
final class EnterWorkspace extends OncePerRequestFilter {
    private static final String MUST_PROVE = EnterWorkspace.class.getName() + ".mustProve";
    private final Actors actors;
    private final boolean demo;

    EnterWorkspace(Actors actors, boolean demo) {
        this.actors = actors;
        this.demo = demo;
    }

    static @Nullable Actor actor(HttpServletRequest request) {
        return request.getAttribute(Actor.class.getName()) instanceof Actor actor ? actor : null;
    }

    /** Whether the workspace wants a second factor and this session has shown none. */
    static boolean mustProve(HttpServletRequest request) {
        return Boolean.TRUE.equals(request.getAttribute(MUST_PROVE));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var actor = actor(request);
        if (actor == null) {
            actor = resolve(request);
            request.setAttribute(Actor.class.getName(), actor);
        }
        if (actor == null) {
            SecurityContextHolder.clearContext();
            chain.doFilter(request, response);
        } else {
            within(actor.workspace(), request, response, chain);
        }
    }

    private @Nullable Actor resolve(HttpServletRequest request) {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return switch (authentication == null ? null : authentication.getPrincipal()) {
            case SessionMember member
            when !member.demo() || (demo && Loopback.is(request)) -> {
                var origin = request.getRequestURI().startsWith("/api/") ? Origin.API : Origin.PAGE;
                var acting = WorkspaceScope.in(
                        member.workspaceId(), () -> actors.find(member.memberId(), origin, Scope.ADMIN));
                if (acting == null) {
                    yield null;
                }
                request.setAttribute(MUST_PROVE, !member.proven() && !member.demo() && acting.mustProve());
                yield member.demo() ? asVisitor(acting.actor(), request) : acting.actor();
            }
            case TokenOwner owner ->
                WorkspaceScope.in(owner.workspace(), () -> actors.of(owner.member(), Origin.API, owner.scope()));
            case null, default -> null;
        };
    }

    private static Actor asVisitor(Actor actor, HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(Sessions.VISITOR_LANGUAGE) instanceof String language
                ? actor.speaking(Actors.locale(language.equals("fr") ? "fr" : "en"))
                : actor;
    }

    private static void within(
            WorkspaceId workspace, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            WorkspaceScope.run(workspace, () -> {
                try {
                    chain.doFilter(request, response);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (ServletException e) {
                    throw new Carried(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (Carried e) {
            throw e.exception;
        }
    }

    /** Files of the shell are everybody's, so nobody is looked up for them. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/assets/");
    }

    /** The rest of an event stream and the page of an error work in the workspace too. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    /** Carries a checked exception through a lambda. */
    private static final class Carried extends RuntimeException {
        private final transient ServletException exception;

        Carried(ServletException exception) {
            super(exception);
            this.exception = exception;
        }
    }
}
