package io.diabolo.web;

import io.diabolo.platform.Actor;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Who is signed in with a request; implemented by identity. */
public interface SignedIn {
    /** The acting member, or null before sign-in. */
    @Nullable
    Actor actor(HttpServletRequest request);
}
