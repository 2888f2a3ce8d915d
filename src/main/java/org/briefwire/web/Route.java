package org.briefwire.web;

/**
 * Which page answers where.
 *
 * @param path begins with a slash; {name} stands for one segment
 */
public record Route(Method method, String path, Page page) {
    /** What a page is asked to do; HEAD is answered wherever GET is. */
    public enum Method {
        GET,
        POST
    }

    public static Route get(String path, Page page) {
        return new Route(Method.GET, path, page);
    }

    public static Route post(String path, Page page) {
        return new Route(Method.POST, path, page);
    }
}
