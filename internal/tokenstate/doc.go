// Package tokenstate is what is known of a runner's token: the token itself
// while it is stored, when it was issued, when it expires, and when it is due
// for rotation. Every resource with a token has these attributes.
//
// Only a refresh looks at the clock. A plan is made twice, once to be shown and
// once more inside the apply, perhaps a day later, and both must agree. So the
// refresh before a plan notes the moment at which it found a token to be due,
// and the plan compares that note with the windows.
//
//	attribute.go           the attributes of the token
//	model.go               their values, and what a new token makes of them
//	plan.go                what a plan says of them
//	new_token.go           a token that GitLab has just created or confirmed
//	note.go                the moment that a refresh notes, in private state
//	verification.go        whether GitLab still accepts the token
//	shared.go              warnings about the machines that lose their token
//	rotation_attribute.go  the attributes that say when a token is due
//	rotation_window.go     from windows and a token's life to the time it is due
//	rotation_reason.go     why a plan rotates, in words
package tokenstate
