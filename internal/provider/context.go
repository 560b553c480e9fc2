package provider

import (
	"context"
	"sync/atomic"
	"time"
)

// lent is a context for one call. Whoever keeps it any longer keeps an ended
// context with nothing in it.
type lent struct {
	current atomic.Pointer[context.Context]
}

// over is what every call's context becomes.
var over = func() *context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()

	return &ctx
}()

func lend(ctx context.Context) *lent {
	l := &lent{}
	l.current.Store(&ctx)

	return l
}

func (l *lent) end() { l.current.Store(over) }

// Deadline implements [context.Context].
func (l *lent) Deadline() (time.Time, bool) { return (*l.current.Load()).Deadline() }

// Done implements [context.Context].
func (l *lent) Done() <-chan struct{} { return (*l.current.Load()).Done() }

// Err implements [context.Context].
func (l *lent) Err() error { return (*l.current.Load()).Err() }

// Value implements [context.Context].
func (l *lent) Value(key any) any { return (*l.current.Load()).Value(key) }
