package io.diabolo.web;

import io.diabolo.platform.DatabaseTrouble;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Trouble with the database and bytes that are no text are answered by {@link AnswerTrouble}, once everything around the
 * request that needs the database has ended. Before Spring's own resolvers: they take a line to the database that broke for
 * a reader who has left, and answer 200 with nothing, so that a write that is lost would be acknowledged.
 */
final class LetTroublePass implements HandlerExceptionResolver {
    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (DatabaseTrouble.of(failure) == null && !AnswerTrouble.isUnreadable(failure)) {
            return null;
        }
        throw failure instanceof RuntimeException unchecked ? unchecked : new Passed(failure);
    }

    private static final class Passed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Passed(Exception failure) {
            super(failure);
        }
    }
}
