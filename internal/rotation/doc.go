// Package rotation decides when a runner's token is to be replaced. It knows
// time windows and triggers, and nothing of HTTP; of Terraform it knows its own
// attribute only.
//
// Nothing here looks at a clock. A plan is made twice, once to be shown and
// once more inside the apply, perhaps a day later, and both have to say the
// same. So the refresh before a plan is the only one to look at the clock: it
// notes the moment at which a rotation was due, and the plan compares that note
// with the windows.
//
//	attribute.go  the nested attribute { after, before_expiry, triggers }
//	window.go     from windows and a token's life to the moment it is due
//	reason.go     why a plan rotates, in words
package rotation
