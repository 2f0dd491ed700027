package io.diabolo.web;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.StaleVersion;
import io.diabolo.platform.Texts;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentConversionNotSupportedException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;

/** The one place where exceptions become answers; before Spring Boot's own, which would answer people in JSON. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /** PostgreSQL's word for characters that no text can hold, such as U+0000. */
    private static final String NOT_TEXT = "22021";

    /** Its class of values that don't fit: a number out of range, a day that no calendar has. */
    private static final String NOT_A_VALUE = "22";

    /** Its word for a second row of one name, when two write it in the same moment. */
    private static final String TAKEN = "23505";

    private final UiOfRequest uis;
    private final Texts texts;
    private final ObjectProvider<Survivors> survivors;

    Problems(UiOfRequest uis, Texts texts, ObjectProvider<Survivors> survivors) {
        this.survivors = survivors;
        this.uis = uis;
        this.texts = texts;
    }

    @ExceptionHandler
    Object on(NoSuchRecord problem, HttpServletRequest request) {
        var ui = uis.of(request);
        var survivor = request.getMethod().equals("GET") || !ui.signedIn()
                ? null
                : survivors.stream()
                        .map(one -> one.of(problem.type(), problem.id(), ui.me()))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        if (survivor == null) {
            return answer(Problem.of(HttpStatus.NOT_FOUND, "not-found", ui), request);
        }
        return answer(Problem.of(HttpStatus.CONFLICT, "merged-already", ui).led(survivor), request);
    }

    @ExceptionHandler
    Object on(NotAllowed problem, HttpServletRequest request) {
        var ui = uis.of(request);
        var answer = Problem.of(HttpStatus.FORBIDDEN, "not-allowed", ui);
        var why = "problem.not-allowed." + problem.right();
        return answer(texts.has(ui.locale(), why) ? answer.saying(ui.t(why)) : answer, request);
    }

    @ExceptionHandler
    Object on(StaleVersion problem, HttpServletRequest request) {
        if (!wantsJson(request)) {
            return answer(Problem.of(HttpStatus.CONFLICT, "stale-version", uis.of(request)), request);
        }
        var detail = Problem.of(HttpStatus.PRECONDITION_FAILED, "stale-version", uis.of(request))
                .asDetail(request.getRequestURI());
        if (!problem.present().isEmpty()) {
            detail.setProperty("present", problem.present());
        }
        return ResponseEntity.status(HttpStatus.PRECONDITION_FAILED)
                .eTag("\"" + problem.actual() + "\"")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(detail);
    }

    @ExceptionHandler
    Object on(BadInput problem, HttpServletRequest request) {
        var ui = uis.of(request);
        return answer(
                Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "bad-input", ui).with(problem.faults(), ui), request);
    }

    /** The tab that waited is closed; nobody reads an answer. */
    @ExceptionHandler
    void on(AsyncRequestNotUsableException gone) {
        LOG.debug("the reader left: {}", gone.getMessage());
    }

    /** An id in the URL that isn't one names no record. */
    @ExceptionHandler
    Object on(MethodArgumentTypeMismatchException problem, HttpServletRequest request) {
        return answer(Problem.of(HttpStatus.NOT_FOUND, "not-found", uis.of(request)), request);
    }

    /**
     * A body that isn't what was asked for: no JSON, no form with files, a text where files belong, a field whose name has
     * control characters.
     */
    @ExceptionHandler({
        HttpMessageNotReadableException.class,
        MultipartException.class,
        MethodArgumentConversionNotSupportedException.class,
        RequestRejectedException.class
    })
    Object onUnreadable(Exception problem, HttpServletRequest request) {
        boolean tooLarge = problem instanceof MaxUploadSizeExceededException;
        return answer(byStatus(tooLarge ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.BAD_REQUEST, request), request);
    }

    @ExceptionHandler
    Object on(DataIntegrityViolationException problem, HttpServletRequest request) {
        var state =
                problem.getMostSpecificCause() instanceof SQLException cause ? String.valueOf(cause.getSQLState()) : "";
        if (state.equals(NOT_TEXT)) {
            return answer(byStatus(HttpStatus.BAD_REQUEST, request), request);
        }
        if (state.startsWith(NOT_A_VALUE)) {
            return answer(byStatus(HttpStatus.UNPROCESSABLE_CONTENT, request), request);
        }
        return state.equals(TAKEN)
                ? answer(byStatus(HttpStatus.CONFLICT, request), request)
                : internal(problem, request);
    }

    @ExceptionHandler
    Object on(Exception problem, HttpServletRequest request) throws Exception {
        // Spring's own say their status; the security chain turns its exceptions into sign-in or refusal itself.
        if (problem instanceof org.springframework.security.access.AccessDeniedException denied) {
            throw denied;
        }
        var status = problem instanceof ErrorResponse known
                ? HttpStatus.valueOf(known.getStatusCode().value())
                : problem instanceof IllegalArgumentException && isOfAnyType(request)
                        ? HttpStatus.UNSUPPORTED_MEDIA_TYPE
                        : HttpStatus.INTERNAL_SERVER_ERROR;
        return status.is5xxServerError() ? internal(problem, request) : answer(byStatus(status, request), request);
    }

    /** A body said to be of any type: Spring fails at it instead of refusing it. */
    private static boolean isOfAnyType(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.contains("*");
    }

    private Object internal(Exception problem, HttpServletRequest request) {
        var reference = NameRequests.of(request);
        // The route, not the address: that may carry a one-time secret or a name that was searched for.
        var route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        LOG.error("problem {} at {} {}", reference, request.getMethod(), route, problem);
        return answer(Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal", uis.of(request)), request);
    }

    Problem byStatus(HttpStatus status, HttpServletRequest request) {
        var name = switch (status) {
            case NOT_FOUND -> "not-found";
            case UNAUTHORIZED -> "not-signed-in";
            case FORBIDDEN -> "not-allowed";
            case METHOD_NOT_ALLOWED -> "method-not-allowed";
            case CONFLICT -> "taken";
            case CONTENT_TOO_LARGE -> "too-large";
            case TOO_MANY_REQUESTS -> "too-many-requests";
            case SERVICE_UNAVAILABLE -> "unavailable";
            case INSUFFICIENT_STORAGE -> "storage-full";
            default -> status.is5xxServerError() ? "internal" : "bad-input";
        };
        return Problem.of(status, name, uis.of(request));
    }

    Object answer(Problem nameless, HttpServletRequest request) {
        var problem = nameless.referredTo(NameRequests.of(request));
        if (wantsJson(request)) {
            var survivor = problem.survivor();
            var answer = ResponseEntity.status(problem.status())
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store");
            if (survivor != null) {
                answer.header(HttpHeaders.LINK, "</api/v1" + survivor.path() + ">; rel=\"canonical\"");
            }
            return answer.body(problem.asDetail(uis.of(request).path()));
        }
        var page = new ModelAndView("web/problem").addObject("problem", problem);
        page.setStatus(problem.status());
        return page;
    }

    static boolean wantsJson(HttpServletRequest request) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        var path = request.getAttribute("jakarta.servlet.error.request_uri") instanceof String original
                ? original
                : request.getRequestURI();
        return path.startsWith("/api/") || (accept != null && accept.contains("json") && !accept.contains("text/html"));
    }
}
