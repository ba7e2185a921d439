/**
 * Lua 5.1 with goto, as gopher-lua runs it, for scripts in manifests. An interpreter of our own:
 * every step and every byte is counted, and nothing reaches the machine.
 */
@NullMarked
package dev.understack.language.lua;

import org.jspecify.annotations.NullMarked;
