package io.diabolo.web;

import io.diabolo.platform.Actor;

/** The name that stands on top of the navigation; implemented by identity. */
public interface WorkspaceName {
    String name(Actor actor);
}
