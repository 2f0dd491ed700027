package io.diabolo.web;

import io.diabolo.platform.Texts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.util.WebUtils;

/** Makes the {@link Ui} of a request, once for it. */
final class UiOfRequest implements HandlerMethodArgumentResolver {
    /** Visitors whose zone nobody knows yet; a member has one of their own. */
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final Texts texts;
    private final Clock clock;
    private final Navigation navigation;
    private final SignedIn signedIn;

    UiOfRequest(Texts texts, Clock clock, Navigation navigation, SignedIn signedIn) {
        this.texts = texts;
        this.clock = clock;
        this.navigation = navigation;
        this.signedIn = signedIn;
    }

    Ui of(HttpServletRequest request) {
        if (request.getAttribute(Ui.class.getName()) instanceof Ui known) {
            return known;
        }
        var me = signedIn.actor(request);
        var query = request.getQueryString();
        var visit = new Visit(
                me,
                me == null ? preferred(request) : me.locale(),
                request.getRequestURI(),
                query == null ? "" : "?" + query,
                "true".equals(request.getHeader("HX-Request"))
                        && !"true".equals(request.getHeader("HX-History-Restore-Request")),
                turned(request),
                () -> csrf(request),
                new InSession(request));
        var ui = new Ui(texts, clock, me == null ? PARIS : me.zone(), visit, navigation);
        request.setAttribute(Ui.class.getName(), ui);
        return ui;
    }

    /**
     * Of a request that can't be looked up any further, as the database is away: nobody is signed in, no session is
     * opened. The language is the member's where it was known already.
     */
    Ui withoutSession(HttpServletRequest request) {
        var locale = request.getAttribute(Ui.class.getName()) instanceof Ui known ? known.locale() : preferred(request);
        var partial = "true".equals(request.getHeader("HX-Request"));
        var visit = Visit.detached(locale).at(request.getRequestURI(), partial);
        var ui = new Ui(texts, clock, PARIS, visit, navigation);
        request.setAttribute(Ui.class.getName(), ui);
        return ui;
    }

    private static Locale preferred(HttpServletRequest request) {
        if (request.getHeader("Accept-Language") == null) {
            return Locale.FRENCH;
        }
        return Collections.list(request.getLocales()).stream()
                .map(Locale::getLanguage)
                .filter(language -> language.equals("fr") || language.equals("en"))
                .findFirst()
                .map(Locale::of)
                .orElse(Locale.ENGLISH);
    }

    /** Of a browser, not of a member: a phone is folded otherwise than a desktop. */
    private static Set<String> turned(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, "nav");
        return cookie == null ? Set.of() : Set.copyOf(List.of(cookie.getValue().split("\\.", 20)));
    }

    private static Csrf csrf(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                ? new Csrf(token.getParameterName(), token.getHeaderName(), token.getToken())
                : new Csrf("_csrf", "X-CSRF-TOKEN", "");
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Ui.class;
    }

    @Override
    public Ui resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var servlet = request.getNativeRequest(HttpServletRequest.class);
        if (servlet == null) {
            throw new IllegalStateException("no servlet request");
        }
        return of(servlet);
    }

    /** Reading opens no session; keeping does. */
    private record InSession(HttpServletRequest request) implements Visit.Flashes {
        private static final String NAME = Flash.class.getName();

        @Override
        public void keep(Flash flash) {
            request.getSession().setAttribute(NAME, flash);
        }

        @Override
        public @Nullable Flash take() {
            HttpSession session = request.getSession(false);
            if (session == null || !(session.getAttribute(NAME) instanceof Flash flash)) {
                return null;
            }
            session.removeAttribute(NAME);
            return flash;
        }
    }
}
