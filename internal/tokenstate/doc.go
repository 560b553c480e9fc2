// Package tokenstate is what is known of a runner's token: the token itself
// while it is stored, when it was issued, when it expires, and when it is due
// for rotation. Every resource with a token has these attributes.
//
// Only a refresh looks at the clock. A plan is made twice, once to be shown and
// once more inside the apply, perhaps a day later, and both must agree. So the
// refresh before a plan notes the moment at which it found a token to be due,
// and the plan compares that note with the windows.
package tokenstate
