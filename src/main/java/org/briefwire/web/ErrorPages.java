package org.briefwire.web;

/** What is shown instead of a page. */
public final class ErrorPages {
    /** The page of a status: 404, 405, 410, 500, 503 and their like. */
    Response page(int status, Request request) {
        return Response.text(status, status + " " + request.path());
    }
}
