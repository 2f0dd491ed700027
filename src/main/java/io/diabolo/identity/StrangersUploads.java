package io.diabolo.identity;

import io.diabolo.web.PlainAnswers;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what is too much from anybody who isn't signed in, before a byte of it is read: the first look at any field of a
 * form takes all its files to the disk. Members import whole databases; strangers attach a few documents.
 */
final class StrangersUploads extends OncePerRequestFilter {
    /** The files of a request to support, and what is written beside them. */
    private static final long MOST_BYTES = 25_000_000;

    private final PlainAnswers answers;

    StrangersUploads(PlainAnswers answers) {
        this.answers = answers;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var length = request.getContentLengthLong();
        var untold = request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        if (length <= MOST_BYTES && !untold || isMember()) {
            chain.doFilter(request, response);
        } else {
            answers.say(HttpStatus.CONTENT_TOO_LARGE, "upload-too-large", request, response);
        }
    }

    private static boolean isMember() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SessionMember;
    }
}
