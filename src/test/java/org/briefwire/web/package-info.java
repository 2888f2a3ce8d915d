/** Asks the running server over HTTP, as a browser, a mail program and a feed reader do. */
@NullMarked
package org.briefwire.web;

import org.jspecify.annotations.NullMarked;
