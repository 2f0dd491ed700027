package io.diabolo.web;

import io.diabolo.platform.Texts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

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
                () -> csrf(request),
                new InSession(request));
        var ui = new Ui(texts, clock, me == null ? PARIS : me.zone(), visit, navigation);
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
