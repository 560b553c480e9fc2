package provider

import (
	"context"
	"sync/atomic"
	"time"
)

// detachedContext is a context for one call. After release it is a canceled
// context without values, whatever still refers to it.
type detachedContext struct {
	current atomic.Pointer[context.Context]
}

// released is the context behind every detachedContext that was released.
var released = func() *context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()

	return &ctx
}()

func detach(ctx context.Context) *detachedContext {
	d := &detachedContext{}
	d.current.Store(&ctx)

	return d
}

func (d *detachedContext) release() { d.current.Store(released) }

func (d *detachedContext) Deadline() (time.Time, bool) { return (*d.current.Load()).Deadline() }

func (d *detachedContext) Done() <-chan struct{} { return (*d.current.Load()).Done() }

func (d *detachedContext) Err() error { return (*d.current.Load()).Err() }

func (d *detachedContext) Value(key any) any { return (*d.current.Load()).Value(key) }
