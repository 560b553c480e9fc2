// Package faulttest tests the whole provider under faults: every write and every
// action under every fault, applies that are interrupted or killed, several applies
// at once, and a search for tokens where none may be. It has tests alone.
package faulttest
