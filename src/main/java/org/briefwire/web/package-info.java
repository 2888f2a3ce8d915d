/** HTTP behind one door: the server, and the pages and feeds that it serves. */
@NullMarked
package org.briefwire.web;

import org.jspecify.annotations.NullMarked;
